package shop.identity.traces;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;

/**
 * Keycloak's table {@code EVENT_ENTITY}: what users did. A customer's own are found by an index, as are those that Keycloak could
 * not tell of whom they are: of them, few, each is looked at.
 */
final class UserEvents {

    private static final String READ = """
            SELECT EVENT_TIME, TYPE, CLIENT_ID, IP_ADDRESS, ERROR, COALESCE(DETAILS_JSON_LONG_VALUE, DETAILS_JSON)
              FROM EVENT_ENTITY WHERE USER_ID = ? AND REALM_ID = ? ORDER BY EVENT_TIME, ID
            """;

    private static final String REMOVE = "DELETE FROM EVENT_ENTITY WHERE USER_ID = ? AND REALM_ID = ?";

    private static final String REMOVE_OF_NOBODY = """
            DELETE FROM EVENT_ENTITY WHERE USER_ID IS NULL AND REALM_ID = ?
               AND EXISTS (SELECT 1 FROM unnest(?::text[]) AS word
                            WHERE strpos(lower(COALESCE(DETAILS_JSON_LONG_VALUE, '') || COALESCE(DETAILS_JSON, '')), word) > 0)
            """;

    /** So many are in memory at a time. */
    private static final int AT_ONCE = 200;

    /** The oldest first, as an array. Details are written as Keycloak keeps them: a text. */
    void export(Connection connection, String realmId, String userId, JsonGenerator to)
            throws SQLException, IOException {
        to.writeStartArray();
        try (PreparedStatement select = connection.prepareStatement(READ)) {
            select.setFetchSize(AT_ONCE);
            select.setString(1, userId);
            select.setString(2, realmId);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    to.writeStartObject();
                    to.writeStringField(
                            "time", Instant.ofEpochMilli(row.getLong(1)).toString());
                    to.writeStringField("type", row.getString(2));
                    to.writeStringField("client", row.getString(3));
                    to.writeStringField("ipAddress", row.getString(4));
                    to.writeStringField("error", row.getString(5));
                    to.writeStringField("details", row.getString(6));
                    to.writeEndObject();
                }
            }
        }
        to.writeEndArray();
    }

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
