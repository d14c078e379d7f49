package shop.identity.traces;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/**
 * Keycloak's table {@code ADMIN_EVENT_ENTITY}: what staff did. That they did it stays, with the customer's id in the path: it is
 * the realm's record of its staff. What the customer was like at the time goes.
 */
final class AdminEvents {

    /** Of what is told without words, such as most of what the shipped realm keeps, no word is looked for. */
    private static final String CLEAN = """
            UPDATE ADMIN_EVENT_ENTITY SET REPRESENTATION = NULL, DETAILS_JSON = NULL, ERROR = NULL
             WHERE REALM_ID = ? AND (REPRESENTATION IS NOT NULL OR DETAILS_JSON IS NOT NULL OR ERROR IS NOT NULL)
               AND (strpos(RESOURCE_PATH, ?) > 0
                    OR EXISTS (SELECT 1 FROM unnest(?::text[]) AS word
                                WHERE strpos(lower(COALESCE(REPRESENTATION, '') || COALESCE(DETAILS_JSON, '')), word) > 0))
            """;

    /** Where a customer was staff, too. */
    private static final String CLEAN_OWN = """
            UPDATE ADMIN_EVENT_ENTITY SET IP_ADDRESS = NULL
             WHERE AUTH_REALM_ID = ? AND AUTH_USER_ID = ? AND IP_ADDRESS IS NOT NULL
            """;

    void clean(Connection connection, String realmId, KnownAs customer) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(CLEAN)) {
            update.setString(1, realmId);
            update.setString(2, customer.userId());
            update.setArray(3, connection.createArrayOf("text", Words.of(customer)));
            update.executeUpdate();
        }
        try (PreparedStatement update = connection.prepareStatement(CLEAN_OWN)) {
            update.setString(1, realmId);
            update.setString(2, customer.userId());
            update.executeUpdate();
        }
    }
}
