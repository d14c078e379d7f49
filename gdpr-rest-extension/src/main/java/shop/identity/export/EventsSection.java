package shop.identity.export;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Set;
import shop.identity.traces.EventWords;

/**
 * Keycloak's events of the customer, and those of staff about the customer, the oldest first: as many as the realm keeps, and so
 * straight from Keycloak's tables. Its own queries have all of them in memory.
 */
final class EventsSection implements Section {

    /** So many are in memory at a time. */
    private static final int PORTION = 200;

    private static final String OWN = """
            SELECT EVENT_TIME, TYPE, CLIENT_ID, IP_ADDRESS, ERROR, COALESCE(DETAILS_JSON_LONG_VALUE, DETAILS_JSON)
              FROM EVENT_ENTITY WHERE REALM_ID = ? AND USER_ID = ? ORDER BY EVENT_TIME, ID
            """;

    /**
     * Whatever has the customer's id in its path. What staff are, and where they sat, is their personal data; what they did to
     * others as well, where the customer is one of them.
     */
    private static final String OF_STAFF = """
            SELECT event.ADMIN_EVENT_TIME, event.OPERATION_TYPE, event.RESOURCE_TYPE, event.RESOURCE_PATH, event.ERROR,
                   event.IS_OWN, CASE WHEN event.IS_OWN THEN event.IP_ADDRESS END,
                   CASE WHEN event.IS_ABOUT THEN event.REPRESENTATION END
              FROM (SELECT a.*, COALESCE(a.AUTH_USER_ID = ?::text, FALSE) AS IS_OWN,
                           COALESCE(strpos('/' || a.RESOURCE_PATH || '/', '/' || ?::text || '/') > 0, FALSE) AS IS_ABOUT
                      FROM ADMIN_EVENT_ENTITY a WHERE a.REALM_ID = ? AND %s @> SHOP_WORDS(?::text)) event
             WHERE event.IS_OWN OR event.IS_ABOUT
             ORDER BY event.ADMIN_EVENT_TIME, event.ID
            """.formatted(EventWords.OF_ADMIN_EVENT);

    /** Ids of sessions, which are half a key to them: no section has any. */
    private static final Set<String> KEYS =
            Set.of("code_id", "auth_session_parent_id", "auth_session_tab_id", "token_id", "refresh_token_id");

    private static final JsonMapper JSON = new JsonMapper();

    @Override
    public void write(Subject subject, Json to) throws IOException {
        Rows rows = new Rows(subject.session());
        String realmId = subject.realm().getId();
        String userId = subject.customer().getId();
        to.list("events", () -> rows.each(connection -> own(connection, realmId, userId), row -> event(row, to)));
        to.list(
                "adminEvents",
                () -> rows.each(connection -> ofStaff(connection, realmId, userId), row -> adminEvent(row, to)));
    }

    private static PreparedStatement own(Connection connection, String realmId, String userId) throws SQLException {
        PreparedStatement select = prepared(connection, OWN);
        select.setString(1, realmId);
        select.setString(2, userId);
        return select;
    }

    private static PreparedStatement ofStaff(Connection connection, String realmId, String userId) throws SQLException {
        PreparedStatement select = prepared(connection, OF_STAFF);
        select.setString(1, userId);
        select.setString(2, userId);
        select.setString(3, realmId);
        select.setString(4, userId);
        return select;
    }

    private static PreparedStatement prepared(Connection connection, String statement) throws SQLException {
        PreparedStatement select = connection.prepareStatement(statement);
        // Within a transaction the driver then reads by a cursor.
        select.setFetchSize(PORTION);
        return select;
    }

    static void event(ResultSet row, Json to) throws SQLException, IOException {
        to.to().writeStartObject();
        to.millis("time", row.getLong(1));
        to.text("type", row.getString(2));
        to.text("client", row.getString(3));
        to.text("address", row.getString(4));
        to.text("error", row.getString(5));
        to.to().writeFieldName("details");
        value(row.getString(6), to);
        to.to().writeEndObject();
    }

    static void adminEvent(ResultSet row, Json to) throws SQLException, IOException {
        to.to().writeStartObject();
        to.millis("time", row.getLong(1));
        to.text("operation", row.getString(2));
        to.text("resourceType", row.getString(3));
        to.text("resourcePath", row.getString(4));
        to.text("error", row.getString(5));
        to.yes("byCustomer", row.getBoolean(6));
        to.text("address", row.getString(7));
        to.to().writeFieldName("representation");
        value(row.getString(8), to);
        to.to().writeEndObject();
    }

    /** As JSON, which it is; should it be cut off, as text. */
    private static void value(String json, Json to) throws IOException {
        if (json == null) {
            to.to().writeNull();
            return;
        }
        JsonNode tree;
        try {
            tree = JSON.readTree(json);
        } catch (JsonProcessingException e) {
            to.to().writeString(json);
            return;
        }
        if (tree.isMissingNode()) {
            to.to().writeNull();
        } else {
            if (tree instanceof ObjectNode object) {
                object.remove(KEYS);
            }
            to.to().writeTree(tree);
        }
    }
}
