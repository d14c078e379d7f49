package shop.identity.own;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * One customer's own things are changed one after the other, over all nodes, so that what is counted or compared is still so
 * when it is acted on. Held until the end of the transaction.
 */
public final class CustomerLock {

    /**
     * The row is what removal and erasure of the customer write, too: either they wait for this, or this finds what they
     * left. An advisory lock beside it would be a second thing to wait for, in another order.
     */
    private static final String ROW = "SELECT ENABLED FROM USER_ENTITY WHERE ID = ? FOR NO KEY UPDATE";

    private static final String ADVISORY = "SELECT pg_advisory_xact_lock(hashtextextended(? || '/' || ?, 13))";

    /** What Keycloak's ids of users begin with who live in a user store, and have no row. */
    private static final String ELSEWHERE = "f:";

    private CustomerLock() {}

    /** @return false: there is no such customer any more, or one who may not log in; nothing is to be written */
    public static boolean hold(Connection connection, String realmId, String userId) throws SQLException {
        if (userId.startsWith(ELSEWHERE)) {
            return advisory(connection, realmId, userId);
        }
        try (PreparedStatement select = connection.prepareStatement(ROW)) {
            select.setString(1, userId);
            try (ResultSet row = select.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    private static boolean advisory(Connection connection, String realmId, String userId) throws SQLException {
        try (PreparedStatement lock = connection.prepareStatement(ADVISORY)) {
            lock.setString(1, realmId);
            lock.setString(2, userId);
            lock.execute();
            return true;
        }
    }
}
