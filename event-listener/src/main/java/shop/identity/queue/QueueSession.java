package shop.identity.queue;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** Settings of a transaction that reads or works on a queue; they end with it. */
final class QueueSession {

    /**
     * The queue is empty at one moment and holds a million entries at the next: a plan that was made and cached at the
     * first would read the whole table, over and over, at the second.
     */
    private static final String PLAN_AFRESH = "SELECT set_config('plan_cache_mode', 'force_custom_plan', true)";

    /** A worker need not wait for the disk: what a crash of the database takes back of its notes is delivered again. */
    private static final String NOT_DURABLE = "SELECT set_config('synchronous_commit', 'off', true)";

    private QueueSession() {}

    /** Of a worker: plans afresh, and does not wait for the disk. */
    static void ofWorker(Connection connection) throws SQLException {
        planAfresh(connection);
        set(connection, NOT_DURABLE);
    }

    static void planAfresh(Connection connection) throws SQLException {
        set(connection, PLAN_AFRESH);
    }

    private static void set(Connection connection, String setting) throws SQLException {
        try (PreparedStatement set = connection.prepareStatement(setting)) {
            set.execute();
        }
    }
}
