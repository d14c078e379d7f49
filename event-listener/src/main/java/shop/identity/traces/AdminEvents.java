package shop.identity.traces;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;

/**
 * Keycloak's table {@code ADMIN_EVENT_ENTITY}: what staff did. That they did it stays, with the customer's id in the path: it is
 * the realm's record of its staff. What the customer was like at the time goes.
 */
final class AdminEvents {

    /** Of what is told without words, such as most of what the shipped realm keeps, no word is looked for. */
    private static final String ABOUT = """
             WHERE REALM_ID = ?
               AND (strpos(RESOURCE_PATH, ?) > 0
                    OR (REPRESENTATION IS NOT NULL OR DETAILS_JSON IS NOT NULL)
                       AND EXISTS (SELECT 1 FROM unnest(?::text[]) AS word
                                    WHERE strpos(lower(COALESCE(REPRESENTATION, '') || COALESCE(DETAILS_JSON, '')), word) > 0))
            """;

    private static final String READ =
            "SELECT ADMIN_EVENT_TIME, OPERATION_TYPE, RESOURCE_TYPE, RESOURCE_PATH, REPRESENTATION, DETAILS_JSON FROM ADMIN_EVENT_ENTITY"
                    + ABOUT + " ORDER BY ADMIN_EVENT_TIME, ID";

    private static final String CLEAN =
            "UPDATE ADMIN_EVENT_ENTITY SET REPRESENTATION = NULL, DETAILS_JSON = NULL, ERROR = NULL" + ABOUT
                    + " AND (REPRESENTATION IS NOT NULL OR DETAILS_JSON IS NOT NULL OR ERROR IS NOT NULL)";

    /** Where a customer was staff, too. */
    private static final String CLEAN_OWN = """
            UPDATE ADMIN_EVENT_ENTITY SET IP_ADDRESS = NULL
             WHERE AUTH_REALM_ID = ? AND AUTH_USER_ID = ? AND IP_ADDRESS IS NOT NULL
            """;

    /** So many are in memory at a time. */
    private static final int AT_ONCE = 200;

    /**
     * Those that are about the customer by their path, the oldest first, as an array. What others' events say besides is not
     * handed out: it is about others as well.
     */
    void export(Connection connection, String realmId, String userId, JsonGenerator to)
            throws SQLException, IOException {
        to.writeStartArray();
        try (PreparedStatement select = connection.prepareStatement(READ)) {
            select.setFetchSize(AT_ONCE);
            about(connection, select, realmId, userId, new String[0]);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    to.writeStartObject();
                    to.writeStringField(
                            "time", Instant.ofEpochMilli(row.getLong(1)).toString());
                    to.writeStringField("operation", row.getString(2));
                    to.writeStringField("resourceType", row.getString(3));
                    to.writeStringField("resourcePath", row.getString(4));
                    to.writeStringField("representation", row.getString(5));
                    to.writeStringField("details", row.getString(6));
                    to.writeEndObject();
                }
            }
        }
        to.writeEndArray();
    }

    void clean(Connection connection, String realmId, KnownAs customer) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(CLEAN)) {
            about(connection, update, realmId, customer.userId(), Words.of(customer));
            update.executeUpdate();
        }
        try (PreparedStatement update = connection.prepareStatement(CLEAN_OWN)) {
            update.setString(1, realmId);
            update.setString(2, customer.userId());
            update.executeUpdate();
        }
    }

    private static void about(
            Connection connection, PreparedStatement statement, String realmId, String userId, String[] words)
            throws SQLException {
        statement.setString(1, realmId);
        statement.setString(2, userId);
        statement.setArray(3, connection.createArrayOf("text", words));
    }
}
