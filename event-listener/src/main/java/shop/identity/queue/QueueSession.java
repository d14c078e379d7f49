package shop.identity.queue;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Settings of a transaction that reads or works on a queue; they end with it. */
final class QueueSession {

    /**
     * The queue is empty at one moment and holds a million entries at the next: a plan that was made and cached at the
     * first would read the whole table, over and over, at the second.
     */
    private static final String PLAN_AFRESH = settings("plan_cache_mode=force_custom_plan");

    /**
     * A worker need not wait for the disk: what a crash of the database takes back of its notes is delivered again.
     *
     * <p>Its statements are short, whatever the planner expects of a queue that filled up since it last looked: what they
     * want they find by an index, in the order of the index, and nothing is worth compiling.
     */
    private static final String OF_WORKER = settings(
            "plan_cache_mode=force_custom_plan",
            "jit=off",
            "enable_seqscan=off",
            "enable_bitmapscan=off",
            "synchronous_commit=off");

    /**
     * An index that has the order asked for, and no other: with statistics of another time, or of another queue, the
     * planner takes this one for empty, and whichever index leads to its million entries for as good as the right one.
     */
    private static final String IN_ORDER_OF_INDEX = settings(
            "plan_cache_mode=force_custom_plan",
            "enable_seqscan=off",
            "enable_bitmapscan=off",
            "enable_sort=off",
            "enable_incremental_sort=off");

    private static final String WITHOUT_SORTING = settings("enable_sort=off", "enable_incremental_sort=off");

    private static final String WAIT_FOR_DISK = settings("synchronous_commit=on");

    private QueueSession() {}

    /** Of a worker: plans afresh, and does not wait for the disk. */
    static void ofWorker(Connection connection) throws SQLException {
        set(connection, OF_WORKER);
    }

    /**
     * For a worker that removed many entries. PostgreSQL can mark those in its index as dead, and pass them by from then
     * on, only once their removal is on the disk; until then each claim reads them all again at the head of their lanes.
     */
    static void waitForDisk(Connection connection) throws SQLException {
        set(connection, WAIT_FOR_DISK);
    }

    /** What is due first is first in the index: nothing else is read to find out. */
    static void withoutSorting(Connection connection) throws SQLException {
        set(connection, WITHOUT_SORTING);
    }

    static void planAfresh(Connection connection) throws SQLException {
        set(connection, PLAN_AFRESH);
    }

    /** The rows wanted come by the index whose order the statement names; sorted is nothing. */
    static void inOrderOfIndex(Connection connection) throws SQLException {
        set(connection, IN_ORDER_OF_INDEX);
    }

    private static String settings(String... settings) {
        return Stream.of(settings)
                .map(setting -> setting.split("="))
                .map(setting -> "set_config('%s', '%s', true)".formatted(setting[0], setting[1]))
                .collect(Collectors.joining(", ", "SELECT ", ""));
    }

    private static void set(Connection connection, String setting) throws SQLException {
        try (PreparedStatement set = connection.prepareStatement(setting)) {
            set.execute();
        }
    }
}
