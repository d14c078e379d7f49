package shop.identity.cleanup;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/**
 * All that one customer, or one realm, has in a table whose columns {@code REALM_ID} and {@code USER_ID} say whose a row is; in
 * the caller's transaction.
 *
 * @param table a name in the code, never one that was given
 */
public record CustomerRows(String table) {

    public void removeUser(Connection connection, String realmId, String userId) throws SQLException {
        remove(connection, " AND USER_ID = ?", realmId, userId);
    }

    public void removeRealm(Connection connection, String realmId) throws SQLException {
        remove(connection, "", realmId);
    }

    private void remove(Connection connection, String further, String... ids) throws SQLException {
        try (PreparedStatement delete =
                connection.prepareStatement("DELETE FROM " + table + " WHERE REALM_ID = ?" + further)) {
            for (int i = 0; i < ids.length; i++) {
                delete.setString(i + 1, ids[i]);
            }
            delete.executeUpdate();
        }
    }
}
