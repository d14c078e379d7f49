package shop.identity.remote;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import shop.identity.queue.JobRows;
import shop.identity.queue.JobSource;

/**
 * The table {@code SHOP_ERASURE_TASK}. In the caller's transaction.
 *
 * <p>Whoever changes rows has done what there is to do about their queue entries before, in the same transaction: in this
 * order everywhere, so that nobody waits for each other.
 */
final class TaskTable implements JobSource<ErasureTask> {

    /** One that is open stays: a customer who is erased, and whose account is deleted with that, is told of once. */
    private static final String INSERT = """
            INSERT INTO SHOP_ERASURE_TASK (ID, REALM_ID, CUSTOMER_ID, SERVICE, ERASURE_ID, BEGUN_AT, DUE_AT)
            SELECT task.ID, ?::text, ?::text, task.SERVICE, ?::text, ?::timestamptz, ?::timestamptz
              FROM unnest(?::uuid[], ?::text[]) AS task (ID, SERVICE)
            ON CONFLICT (REALM_ID, CUSTOMER_ID, SERVICE) WHERE ACKNOWLEDGED_AT IS NULL DO NOTHING
            RETURNING ID
            """;

    private static final String READ = """
            SELECT ID, REALM_ID, CUSTOMER_ID, SERVICE FROM SHOP_ERASURE_TASK
             WHERE ID = ANY(?::uuid[]) AND ACKNOWLEDGED_AT IS NULL
            """;

    /** Whom it was about is said by the request, for as long as that says it. */
    private static final String ACKNOWLEDGE = """
            UPDATE SHOP_ERASURE_TASK SET ACKNOWLEDGED_AT = clock_timestamp(), CUSTOMER_ID = NULL
             WHERE ID = ANY(?::uuid[]) AND ERASURE_ID IS NOT NULL AND ACKNOWLEDGED_AT IS NULL
            """;

    /** Nobody asks for the proof of what nobody requested, and the customer is gone. */
    private static final String REMOVE_ACKNOWLEDGED =
            "DELETE FROM SHOP_ERASURE_TASK WHERE ID = ANY(?::uuid[]) AND ERASURE_ID IS NULL";

    private static final String STATE = """
            SELECT ID, CUSTOMER_ID, SERVICE, ERASURE_ID, BEGUN_AT, DUE_AT, ACKNOWLEDGED_AT FROM SHOP_ERASURE_TASK
            """;

    private static final String OF_ERASURE = STATE + " WHERE ERASURE_ID = ? AND REALM_ID = ? ORDER BY SERVICE, ID";

    private static final String OPEN =
            STATE + " WHERE REALM_ID = ? AND ACKNOWLEDGED_AT IS NULL ORDER BY DUE_AT, ID OFFSET ? LIMIT ?";

    private static final String ONE = STATE + " WHERE ID = ? AND REALM_ID = ?";

    private static final String FORGET_DONE =
            "DELETE FROM SHOP_ERASURE_TASK WHERE REALM_ID = ? AND ACKNOWLEDGED_AT IS NOT NULL";

    private static final String DETACH = "UPDATE SHOP_ERASURE_TASK SET ERASURE_ID = NULL WHERE REALM_ID = ?";

    private static final String REMOVE_OLDER = """
            DELETE FROM SHOP_ERASURE_TASK WHERE ID = ANY(ARRAY(
              SELECT ID FROM SHOP_ERASURE_TASK WHERE ACKNOWLEDGED_AT < ?
               ORDER BY ACKNOWLEDGED_AT LIMIT ? FOR UPDATE SKIP LOCKED))
            """;

    private final JobRows rows = new JobRows("SHOP_ERASURE_TASK");

    /**
     * @param services by the ids of their tasks
     * @return the ids of those that are new
     */
    Set<UUID> insert(
            Connection connection,
            String realmId,
            String customerId,
            String erasureId,
            Instant now,
            Instant due,
            Map<UUID, String> services)
            throws SQLException {
        List<UUID> ids = List.copyOf(services.keySet());
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insert.setString(1, realmId);
            insert.setString(2, customerId);
            insert.setString(3, erasureId);
            insert.setTimestamp(4, Timestamp.from(now));
            insert.setTimestamp(5, Timestamp.from(due));
            insert.setArray(6, connection.createArrayOf("uuid", ids.toArray()));
            insert.setArray(
                    7,
                    connection.createArrayOf(
                            "text", ids.stream().map(services::get).toArray()));
            Set<UUID> begun = new HashSet<>();
            try (ResultSet row = insert.executeQuery()) {
                while (row.next()) {
                    begun.add(row.getObject(1, UUID.class));
                }
            }
            return begun;
        }
    }

    @Override
    public Map<UUID, ErasureTask> read(Connection connection, Collection<UUID> ids) throws SQLException {
        return rows.byId(
                connection,
                READ,
                ids,
                row -> new ErasureTask(
                        row.getObject(1, UUID.class), row.getString(2), row.getString(3), row.getString(4)));
    }

    @Override
    public void done(Connection connection, Collection<UUID> ids) throws SQLException {
        for (String statement : List.of(ACKNOWLEDGE, REMOVE_ACKNOWLEDGED)) {
            try (PreparedStatement change = connection.prepareStatement(statement)) {
                change.setArray(1, connection.createArrayOf("uuid", ids.toArray()));
                change.executeUpdate();
            }
        }
    }

    /** By the names of the services. */
    List<TaskState> ofErasure(Connection connection, String realmId, String erasureId) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(OF_ERASURE)) {
            select.setString(1, erasureId);
            select.setString(2, realmId);
            return states(select);
        }
    }

    /** Those first that are due first. */
    List<TaskState> open(Connection connection, String realmId, int first, int most) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(OPEN)) {
            select.setString(1, realmId);
            select.setInt(2, first);
            select.setInt(3, most);
            return states(select);
        }
    }

    /** @return one, or none */
    List<TaskState> find(Connection connection, String realmId, UUID id) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(ONE)) {
            select.setObject(1, id);
            select.setString(2, realmId);
            return states(select);
        }
    }

    private static List<TaskState> states(PreparedStatement select) throws SQLException {
        List<TaskState> states = new ArrayList<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                Timestamp acknowledged = row.getTimestamp(7);
                states.add(new TaskState(
                        row.getObject(1, UUID.class),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getTimestamp(5).toInstant(),
                        row.getTimestamp(6).toInstant(),
                        acknowledged == null ? null : acknowledged.toInstant()));
            }
        }
        return states;
    }

    /** What was begun is brought to its end: services keep what they have, whether or not the realm is there. */
    void forgetRealm(Connection connection, String realmId) throws SQLException {
        for (String statement : List.of(FORGET_DONE, DETACH)) {
            try (PreparedStatement change = connection.prepareStatement(statement)) {
                change.setString(1, realmId);
                change.executeUpdate();
            }
        }
    }

    /** @return how many were removed; fewer than {@code most}: there are no more */
    int removeOlder(Connection connection, Instant than, int most) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(REMOVE_OLDER)) {
            delete.setTimestamp(1, Timestamp.from(than));
            delete.setInt(2, most);
            return delete.executeUpdate();
        }
    }
}
