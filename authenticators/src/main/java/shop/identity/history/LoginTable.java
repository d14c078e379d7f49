package shop.identity.history;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import shop.identity.customer.CustomerFact;

/**
 * The tables {@code SHOP_LOGIN}, a row per login, and {@code SHOP_LAST_LOGIN}, a row per customer. In the caller's
 * transaction.
 */
public final class LoginTable {

    /**
     * Both in one statement, with one time. The customer's own row is held against removal until the commit: whoever removes
     * the customer finds this login, or this login does not find the customer. Customers who live in a user store have none.
     *
     * <p>Of logins at once each waits for the row of the last one until the one before is committed; the later one stays.
     */
    private static final String KEEP = """
            WITH customer AS (
              SELECT ID FROM USER_ENTITY WHERE ID = ? FOR KEY SHARE
            ), login AS (
              SELECT ?::text AS REALM_ID, ?::text AS USER_ID, clock_timestamp() AS MADE_AT, ?::text AS NETWORK
               WHERE ?::boolean OR EXISTS (SELECT 1 FROM customer)
            ), kept AS (
              INSERT INTO SHOP_LOGIN (REALM_ID, USER_ID, MADE_AT, NETWORK, CLIENT, WAY, IDENTITY_PROVIDER)
              SELECT REALM_ID, USER_ID, MADE_AT, NETWORK, ?::text, ?::text, ?::text FROM login
            )
            INSERT INTO SHOP_LAST_LOGIN AS l (REALM_ID, USER_ID, MADE_AT, NETWORK)
            SELECT REALM_ID, USER_ID, MADE_AT, NETWORK FROM login
            ON CONFLICT (REALM_ID, USER_ID) DO UPDATE SET MADE_AT = EXCLUDED.MADE_AT, NETWORK = EXCLUDED.NETWORK
              WHERE l.MADE_AT <= EXCLUDED.MADE_AT
            """;

    private static final String OF_CUSTOMER = """
            SELECT MADE_AT, NETWORK, CLIENT, WAY, IDENTITY_PROVIDER FROM SHOP_LOGIN
             WHERE REALM_ID = ? AND USER_ID = ? ORDER BY MADE_AT DESC, ID DESC LIMIT ? OFFSET ?
            """;

    private static final String LAST =
            "SELECT MADE_AT, NETWORK FROM SHOP_LAST_LOGIN WHERE REALM_ID = ? AND USER_ID = ?";

    /**
     * With its last login goes what is still known of a customer whom Keycloak removed in bulk, without a word about each:
     * those imported from a directory that is gone. Not {@code clock_timestamp()}, which would read all of the index.
     */
    private static final String REMOVE_OLDER = """
            WITH gone AS (
              DELETE FROM SHOP_LOGIN WHERE ID = ANY(ARRAY(
                SELECT ID FROM SHOP_LOGIN WHERE MADE_AT < CURRENT_TIMESTAMP - ? * interval '1 second'
                 ORDER BY MADE_AT LIMIT ? FOR UPDATE SKIP LOCKED))
              RETURNING REALM_ID, USER_ID
            ), left_over AS (
              DELETE FROM SHOP_LAST_LOGIN l USING gone g
               WHERE l.REALM_ID = g.REALM_ID AND l.USER_ID = g.USER_ID AND l.USER_ID NOT LIKE 'f:%'
                 AND NOT EXISTS (SELECT 1 FROM USER_ENTITY u WHERE u.ID = l.USER_ID)
            )
            SELECT COUNT(*) FROM gone
            """;

    private static final String REMOVE_USER = """
            WITH logins AS (DELETE FROM SHOP_LOGIN WHERE REALM_ID = ? AND USER_ID = ?)
            DELETE FROM SHOP_LAST_LOGIN WHERE REALM_ID = ? AND USER_ID = ?
            """;

    private static final String REMOVE_REALM = """
            WITH logins AS (DELETE FROM SHOP_LOGIN WHERE REALM_ID = ?)
            DELETE FROM SHOP_LAST_LOGIN WHERE REALM_ID = ?
            """;

    /** What Keycloak's ids of users begin with who live in a user store, and nowhere else. */
    private static final String ELSEWHERE = "f:";

    void keep(Connection connection, String realmId, String userId, String network, CustomerFact.LoggedIn login)
            throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(KEEP)) {
            insert.setString(1, userId);
            insert.setString(2, realmId);
            insert.setString(3, userId);
            insert.setString(4, network);
            insert.setBoolean(5, userId.startsWith(ELSEWHERE));
            insert.setString(6, login.client());
            insert.setString(7, login.way().wireName());
            insert.setString(8, login.identityProvider());
            insert.executeUpdate();
        }
    }

    /** The newest first. */
    List<Login> ofCustomer(Connection connection, String realmId, String userId, int first, int most)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(OF_CUSTOMER)) {
            select.setString(1, realmId);
            select.setString(2, userId);
            select.setInt(3, most);
            select.setInt(4, first);
            List<Login> logins = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    logins.add(new Login(
                            row.getTimestamp(1).toInstant(),
                            row.getString(2),
                            row.getString(3),
                            row.getString(4),
                            row.getString(5)));
                }
            }
            return logins;
        }
    }

    Optional<LastLogin> last(Connection connection, String realmId, String userId) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(LAST)) {
            select.setString(1, realmId);
            select.setString(2, userId);
            try (ResultSet row = select.executeQuery()) {
                return row.next()
                        ? Optional.of(new LastLogin(row.getTimestamp(1).toInstant(), row.getString(2)))
                        : Optional.empty();
            }
        }
    }

    /** @return how many were removed; fewer than {@code most}: there are no more */
    public int removeOlder(Connection connection, Duration retention, int most) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(REMOVE_OLDER)) {
            delete.setLong(1, retention.toSeconds());
            delete.setInt(2, most);
            try (ResultSet row = delete.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        }
    }

    void removeUser(Connection connection, String realmId, String userId) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(REMOVE_USER)) {
            delete.setString(1, realmId);
            delete.setString(2, userId);
            delete.setString(3, realmId);
            delete.setString(4, userId);
            delete.executeUpdate();
        }
    }

    void removeRealm(Connection connection, String realmId) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(REMOVE_REALM)) {
            delete.setString(1, realmId);
            delete.setString(2, realmId);
            delete.executeUpdate();
        }
    }
}
