package shop.identity.traces;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/**
 * Keycloak's table {@code ADMIN_EVENT_ENTITY}: what staff did. That they did it stays, with the customer's id in the path: it is
 * the realm's record of its staff. What the customer was like at the time goes.
 */
final class AdminEvents {

    /**
     * Of what is told without words, such as most of what the shipped realm keeps, no word is looked for. Some events are about
     * many customers: they are locked in one order, so that two erasures do not wait for each other in a circle.
     */
    private static final String CLEAN = """
            WITH about AS (
              SELECT e.ID FROM unnest(?::text[]) AS sought (word), ADMIN_EVENT_ENTITY e
               WHERE e.REALM_ID = ?
                 AND (e.REPRESENTATION IS NOT NULL OR e.DETAILS_JSON IS NOT NULL OR e.ERROR IS NOT NULL)
                 AND %s @> SHOP_WORDS(sought.word)
                 AND strpos(lower(COALESCE(e.RESOURCE_PATH, '') || ' ' || COALESCE(e.REPRESENTATION, '') || ' '
                                  || COALESCE(e.DETAILS_JSON, '')), sought.word) > 0
               ORDER BY e.ID FOR UPDATE OF e)
            UPDATE ADMIN_EVENT_ENTITY SET REPRESENTATION = NULL, DETAILS_JSON = NULL, ERROR = NULL
             WHERE ID IN (SELECT about.ID FROM about)
            """.formatted(EventWords.OF_ADMIN_EVENT);

    /** Where a customer was staff, too. */
    private static final String CLEAN_OWN = """
            UPDATE ADMIN_EVENT_ENTITY SET IP_ADDRESS = NULL
             WHERE AUTH_REALM_ID = ? AND AUTH_USER_ID = ? AND IP_ADDRESS IS NOT NULL AND %s @> SHOP_WORDS(?::text)
            """.formatted(EventWords.OF_ADMIN_EVENT);

    void clean(Connection connection, String realmId, KnownAs customer) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(CLEAN)) {
            update.setArray(1, connection.createArrayOf("text", Words.of(customer)));
            update.setString(2, realmId);
            update.executeUpdate();
        }
        try (PreparedStatement update = connection.prepareStatement(CLEAN_OWN)) {
            update.setString(1, realmId);
            update.setString(2, customer.userId());
            update.setString(3, customer.userId());
            update.executeUpdate();
        }
    }
}
