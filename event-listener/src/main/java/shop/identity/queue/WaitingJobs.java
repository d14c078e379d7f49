package shop.identity.queue;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** How single jobs of a queue stand that keeps no order of keys, and how to have one tried again before its time. */
public final class WaitingJobs {

    private static final String STANDINGS = """
            SELECT JOB_ID, ATTEMPTS, LAST_ERROR, NEXT_ATTEMPT_AT FROM SHOP_QUEUE
             WHERE QUEUE = ? AND JOB_ID = ANY(?::uuid[])
            """;

    /** Found by the job alone: {@code QUEUE || ''} keeps the planner from reading a queue that it takes for empty. */
    private static final String HASTEN = """
            UPDATE SHOP_QUEUE SET NEXT_ATTEMPT_AT = clock_timestamp(), DEAD_SINCE = NULL
             WHERE QUEUE || '' = ? AND REALM_ID || '' = ? AND JOB_ID = ? AND NEXT_ATTEMPT_AT > clock_timestamp()
            """;

    /**
     * One that is not delivered.
     *
     * @param attempts      how often it failed so far
     * @param lastError     what the sink said then: no secret, no personal data; null before the first failure
     * @param nextAttemptAt it is due, when that is in the past
     */
    public record Standing(int attempts, String lastError, Instant nextAttemptAt) {}

    private final String queue;

    /** @param queue one of {@link KeyOrder#NONE} */
    public WaitingJobs(String queue) {
        this.queue = queue;
    }

    /** @return of those that have an entry */
    public Map<UUID, Standing> standings(Connection connection, Collection<UUID> jobIds) throws SQLException {
        QueueSession.planAfresh(connection);
        try (PreparedStatement select = connection.prepareStatement(STANDINGS)) {
            select.setString(1, queue);
            select.setArray(2, connection.createArrayOf("uuid", jobIds.toArray()));
            Map<UUID, Standing> standings = new HashMap<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    Timestamp next = row.getTimestamp(4);
                    standings.put(
                            row.getObject(1, UUID.class),
                            new Standing(row.getInt(2), row.getString(3), next == null ? null : next.toInstant()));
                }
            }
            return standings;
        }
    }

    /**
     * Makes the entry due at once. Its failures stay counted: when it fails again, it waits no less than before.
     *
     * @return false when there is none that waits for its time: it is due, under way, delivered, or of another realm
     */
    public boolean hasten(Connection connection, String realmId, UUID jobId) throws SQLException {
        DurableCommit.demand(connection);
        QueueSession.planAfresh(connection);
        try (PreparedStatement update = connection.prepareStatement(HASTEN)) {
            update.setString(1, queue);
            update.setString(2, realmId);
            update.setObject(3, jobId);
            return update.executeUpdate() > 0;
        }
    }
}
