package shop.identity.outbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Events of one customer whose payload has personal data in it, because an administrator allowed that: published ones that are
 * still kept, ones that wait, and dead letters. All others carry ids and names of fields; they go with their age.
 *
 * <p>What was told stays told, in its order: of a payload the object with the personal data goes, which every schema does
 * without. The outbox is insert-only but for this.
 */
final class PersonalEvents {

    /** As {@code Payloads} writes it. */
    private static final String FIELD = "personalData";

    /** The partial index {@code IX_SHOP_OUTBOX_PERSONAL} has the same condition. */
    private static final String FIND = """
            SELECT ID, TYPE, TIME, SEQUENCE, PAYLOAD FROM SHOP_OUTBOX
             WHERE AGGREGATEID = ? AND PAYLOAD LIKE '%"personalData":%' AND REALM_ID = ? ORDER BY ID
            """;

    /** As {@link CustomerVersions} does before it numbers events. */
    private static final String LOCK = "SELECT 1 FROM SHOP_CUSTOMER WHERE CUSTOMER_ID = ? AND REALM_ID = ? FOR UPDATE";

    private static final String FIND_AND_HOLD = FIND + " FOR UPDATE";

    private static final String REPLACE = "UPDATE SHOP_OUTBOX SET PAYLOAD = ? WHERE ID = ?";

    private final JsonMapper json = new JsonMapper();

    /** @param data the payload */
    record PersonalEvent(UUID id, String type, String time, long sequence, ObjectNode data) {}

    /** The oldest first. */
    List<PersonalEvent> of(Connection connection, String realmId, String customerId) throws SQLException {
        return find(connection, FIND, realmId, customerId);
    }

    private List<PersonalEvent> find(Connection connection, String statement, String realmId, String customerId)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(statement)) {
            select.setString(1, customerId);
            select.setString(2, realmId);
            List<PersonalEvent> events = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    events.add(new PersonalEvent(
                            row.getObject(1, UUID.class),
                            row.getString(2),
                            row.getString(3),
                            Long.parseLong(row.getString(4)),
                            parse(row.getString(5))));
                }
            }
            return events;
        }
    }

    /** @throws IllegalStateException no event is written otherwise; without a word of the payload */
    private ObjectNode parse(String payload) {
        try {
            JsonNode data = json.readTree(payload);
            if (data instanceof ObjectNode object) {
                return object;
            }
        } catch (JsonProcessingException e) {
            // Its message repeats the payload.
        }
        throw new IllegalStateException("an event whose payload is no JSON object");
    }

    /** Whoever tells of the customer at this moment is waited for, and found. */
    void scrubUnderLock(Connection connection, String realmId, String customerId) throws SQLException {
        try (PreparedStatement lock = connection.prepareStatement(LOCK)) {
            lock.setString(1, customerId);
            lock.setString(2, realmId);
            lock.execute();
        }
        scrub(connection, realmId, customerId);
    }

    /** In the caller's transaction. */
    void scrub(Connection connection, String realmId, String customerId) throws SQLException {
        List<PersonalEvent> events = find(connection, FIND_AND_HOLD, realmId, customerId);
        if (events.isEmpty()) {
            return;
        }
        try (PreparedStatement update = connection.prepareStatement(REPLACE)) {
            for (PersonalEvent event : events) {
                update.setString(1, without(event.data()).toString());
                update.setObject(2, event.id());
                update.addBatch();
            }
            update.executeBatch();
        } catch (SQLException e) {
            // The driver's own would repeat the payload.
            throw new SQLException("personal data cannot be taken out of the outbox", e.getSQLState());
        }
    }

    private static ObjectNode without(ObjectNode data) {
        data.remove(FIELD);
        return data;
    }
}
