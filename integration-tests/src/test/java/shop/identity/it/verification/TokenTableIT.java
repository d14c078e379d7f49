package shop.identity.it.verification;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.OnGround;
import shop.identity.token.ExpiredTokens;
import shop.identity.token.TokenKind;
import shop.identity.token.TokenOrder;
import shop.identity.token.TokenState;
import shop.identity.token.Tokens;

/** A million tokens are no burden to those who use one. */
@OnGround
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TokenTableIT {

    private static final String REALM = "token-table";
    private static final int MANY = 1_000_000;

    private final Ground ground;
    private final Tokens tokens = new Tokens(null);

    TokenTableIT(Ground ground) {
        this.ground = ground;
    }

    @BeforeAll
    void fill() {
        ground.execute("INSERT INTO SHOP_TOKEN (ID, KIND, REALM_ID, USER_ID, HASH, TARGET, EXPIRES_AT)"
                + " SELECT gen_random_uuid(), 'VERIFY_EMAIL', '" + REALM + "', 'user-' || n,"
                + " sha256(('token-' || n)::bytea), sha256('a'::bytea), clock_timestamp() + n * interval '1 second'"
                + " FROM generate_series(1, " + MANY + ") AS n");
    }

    @AfterAll
    void empty() {
        ground.execute("DELETE FROM SHOP_TOKEN WHERE REALM_ID = '" + REALM + "'");
    }

    @Test
    @Tag("VF-1")
    void aLookUpIsOneProbe() throws SQLException {
        for (String statistics : new String[] {"none", "gathered"}) {
            if (statistics.equals("gathered")) {
                ground.execute("ANALYZE SHOP_TOKEN");
            }
            try (Connection connection = transaction()) {
                assertThat(tokens.find(connection, REALM, "token-" + MANY / 2))
                        .hasValueSatisfying(token -> assertThat(token.state()).isEqualTo(TokenState.LIVE));
                assertThat(read(connection, "seq_scan")).isZero();
                assertThat(read(connection, "idx_scan")).isEqualTo(1);
                assertThat(read(connection, "idx_tup_fetch")).isEqualTo(1);
            }
        }
    }

    @Test
    @Tag("VF-1")
    void issuingAndUsingReadAFewRows() throws SQLException {
        try (Connection connection = transaction()) {
            TokenOrder order =
                    new TokenOrder(TokenKind.VERIFY_EMAIL, REALM, "user-7", "a@example.com", Duration.ofHours(1), null);
            UUID id = tokens.issueLink(connection, order).id();
            assertThat(tokens.use(connection, id)).isTrue();
            assertThat(tokens.use(connection, id)).isFalse();
            assertThat(read(connection, "seq_scan")).isZero();
            assertThat(read(connection, "idx_tup_fetch")).isBetween(1L, 10L);
            connection.rollback();
        }
    }

    @Test
    @Tag("VF-8")
    void whatExpiredIsFoundByItsIndexAndWhatDidNotStays() throws SQLException {
        try (Connection connection = transaction()) {
            connection
                    .createStatement()
                    .execute("UPDATE SHOP_TOKEN SET EXPIRES_AT = clock_timestamp() - interval '2 hours'"
                            + " WHERE USER_ID IN ('user-1', 'user-2', 'user-3')");
            connection
                    .createStatement()
                    .execute("UPDATE SHOP_TOKEN SET EXPIRES_AT = clock_timestamp() - interval '30 minutes'"
                            + " WHERE USER_ID = 'user-4'");
            long before = read(connection, "seq_scan");

            ExpiredTokens expired = new ExpiredTokens(Duration.ofHours(1));
            assertThat(expired.remove(connection, 2)).isEqualTo(2);
            assertThat(expired.remove(connection, 1000)).isEqualTo(1);

            assertThat(read(connection, "seq_scan")).isEqualTo(before);
            connection.rollback();
        }
    }

    private Connection transaction() throws SQLException {
        Connection connection = ground.postgres().connect();
        connection.setAutoCommit(false);
        return connection;
    }

    /** The transaction's own count: it tells what was read, whatever was planned. */
    private static long read(Connection connection, String column) throws SQLException {
        try (ResultSet row = connection
                .createStatement()
                .executeQuery("SELECT " + column + " FROM pg_stat_xact_user_tables WHERE RELNAME = 'shop_token'")) {
            row.next();
            return row.getLong(1);
        }
    }
}
