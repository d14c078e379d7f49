package shop.identity.traces;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/**
 * Keycloak's table {@code EVENT_ENTITY}: what users did. A customer's own are found by an index, as are those that Keycloak could
 * not tell of whom they are: of them, few, each is looked at.
 */
final class UserEvents {

    private static final String REMOVE = "DELETE FROM EVENT_ENTITY WHERE USER_ID = ? AND REALM_ID = ?";

    private static final String REMOVE_OF_NOBODY = """
            DELETE FROM EVENT_ENTITY WHERE USER_ID IS NULL AND REALM_ID = ?
               AND EXISTS (SELECT 1 FROM unnest(?::text[]) AS word
                            WHERE strpos(lower(COALESCE(DETAILS_JSON_LONG_VALUE, '') || COALESCE(DETAILS_JSON, '')), word) > 0)
            """;

    void remove(Connection connection, String realmId, KnownAs customer) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(REMOVE)) {
            delete.setString(1, customer.userId());
            delete.setString(2, realmId);
            delete.executeUpdate();
        }
        try (PreparedStatement delete = connection.prepareStatement(REMOVE_OF_NOBODY)) {
            delete.setString(1, realmId);
            delete.setArray(2, connection.createArrayOf("text", Words.of(customer)));
            delete.executeUpdate();
        }
    }
}
