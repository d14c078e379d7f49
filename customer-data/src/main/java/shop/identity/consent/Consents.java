package shop.identity.consent;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import shop.identity.customer.ConsentDecision;
import shop.identity.customer.ConsentKind;
import shop.identity.outbox.EventIds;
import shop.identity.queue.DurableCommit;

/**
 * The table {@code SHOP_CONSENT}, in the caller's transaction. No statement changes a row: what was said once stays, until
 * the customer goes.
 */
final class Consents {

    private static final String APPEND = """
            INSERT INTO SHOP_CONSENT (ID, REALM_ID, USER_ID, KIND, GIVEN, TEXT_VERSION, ACTOR, CHANNEL, AT)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, clock_timestamp())
            """;

    private static final String CURRENT = """
            SELECT GIVEN, TEXT_VERSION, AT FROM SHOP_CONSENT
             WHERE REALM_ID = ? AND USER_ID = ? AND KIND = ? ORDER BY AT DESC, ID DESC LIMIT 1
            """;

    private static final String FORGET_USER = "DELETE FROM SHOP_CONSENT WHERE REALM_ID = ? AND USER_ID = ?";
    private static final String FORGET_REALM = "DELETE FROM SHOP_CONSENT WHERE REALM_ID = ?";

    private final EventIds ids = new EventIds();

    void append(Connection connection, String realmId, String userId, ConsentDecision decision) throws SQLException {
        DurableCommit.demand(connection);
        try (PreparedStatement insert = connection.prepareStatement(APPEND)) {
            insert.setObject(1, ids.next(Instant.now()));
            insert.setString(2, realmId);
            insert.setString(3, userId);
            insert.setString(4, decision.kind().wireName());
            insert.setBoolean(5, decision.isGiven());
            insert.setString(6, decision.textVersion());
            insert.setString(7, decision.origin().actor().wireName());
            insert.setString(8, decision.origin().channel().wireName());
            insert.executeUpdate();
        }
    }

    /** @return empty when the customer was never asked */
    Optional<Consent> current(Connection connection, String realmId, String userId, ConsentKind kind)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(CURRENT)) {
            select.setString(1, realmId);
            select.setString(2, userId);
            select.setString(3, kind.wireName());
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(consent(row)) : Optional.empty();
            }
        }
    }

    private static Consent consent(ResultSet row) throws SQLException {
        return new Consent(
                row.getBoolean(1),
                row.getString(2),
                row.getObject(3, OffsetDateTime.class).toInstant());
    }

    void forgetUser(Connection connection, String realmId, String userId) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(FORGET_USER)) {
            delete.setString(1, realmId);
            delete.setString(2, userId);
            delete.executeUpdate();
        }
    }

    void forgetRealm(Connection connection, String realmId) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(FORGET_REALM)) {
            delete.setString(1, realmId);
            delete.executeUpdate();
        }
    }
}
