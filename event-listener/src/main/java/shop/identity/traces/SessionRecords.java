package shop.identity.traces;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/**
 * Keycloak's tables {@code OFFLINE_USER_SESSION} and {@code OFFLINE_CLIENT_SESSION}, which hold all sessions, with the name, the
 * address and the browser they were begun with.
 *
 * <p>Not among the traces that are cleaned for the asking: Keycloak finds a customer's sessions by these rows. Whoever ends the
 * sessions does so first; were the rows gone, the server's memory would keep the sessions, and no application be told of their
 * end. Keycloak does the same when a user is removed.
 */
public final class SessionRecords {

    private static final String REMOVE_OF_CLIENTS = """
            DELETE FROM OFFLINE_CLIENT_SESSION WHERE USER_SESSION_ID IN (
              SELECT USER_SESSION_ID FROM OFFLINE_USER_SESSION WHERE USER_ID = ? AND REALM_ID = ?)
            """;

    private static final String REMOVE = "DELETE FROM OFFLINE_USER_SESSION WHERE USER_ID = ? AND REALM_ID = ?";

    /** In the transaction at hand, in which the sessions were ended, or in a later one. */
    public void remove(Connection connection, String realmId, String userId) throws SQLException {
        for (String statement : new String[] {REMOVE_OF_CLIENTS, REMOVE}) {
            try (PreparedStatement delete = connection.prepareStatement(statement)) {
                delete.setString(1, userId);
                delete.setString(2, realmId);
                delete.executeUpdate();
            }
        }
    }
}
