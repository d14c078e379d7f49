package shop.identity.traces;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/**
 * Keycloak's table {@code EVENT_ENTITY}: what users did. A customer's own are found by Keycloak's index, those that Keycloak
 * could not tell of whom they are by the words in them.
 */
final class UserEvents {

    private static final String REMOVE = "DELETE FROM EVENT_ENTITY WHERE USER_ID = ? AND REALM_ID = ?";

    private static final String REMOVE_OF_NOBODY = """
            DELETE FROM EVENT_ENTITY USING unnest(?::text[]) AS sought (word)
             WHERE USER_ID IS NULL AND REALM_ID = ? AND %s @> SHOP_WORDS(sought.word)
               AND strpos(lower(COALESCE(DETAILS_JSON_LONG_VALUE, '') || ' ' || COALESCE(DETAILS_JSON, '')), sought.word) > 0
            """.formatted(EventWords.OF_USER_EVENT);

    void remove(Connection connection, String realmId, KnownAs customer) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(REMOVE)) {
            delete.setString(1, customer.userId());
            delete.setString(2, realmId);
            delete.executeUpdate();
        }
        try (PreparedStatement delete = connection.prepareStatement(REMOVE_OF_NOBODY)) {
            delete.setArray(1, connection.createArrayOf("text", Words.of(customer)));
            delete.setString(2, realmId);
            delete.executeUpdate();
        }
    }
}
