package shop.identity.queue;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/**
 * One queue in the tables {@code SHOP_QUEUE} and {@code SHOP_QUEUE_LANE}: enqueue, claim, renew, settle.
 *
 * <p>Keys are spread over a fixed number of lanes, and a lane is leased as a whole. So a claim costs a few rows however
 * many entries are due, no row stays locked while jobs are delivered, and two nodes are never at work on one key.
 *
 * <p>Crash safety: an entry is there from the commit of {@link #enqueue} to the commit of {@link #settle}. A node that
 * dies in between leaves a lease that runs out, and another node delivers the same entries again, in the same order.
 * All times are the database's, so the nodes' clocks don't matter.
 */
public final class QueueTable {

    /** Part of the stored data: changing it would move keys to other lanes while entries are waiting. */
    static final int LANES = 64;

    /**
     * The head of each leased lane. A statement of its own: it must see what the last owner settled, a key put aside just
     * before the lane was let go among it.
     */
    private static final String HEADS = """
            SELECT due.LANE, due.POSITION, due.ITEM_KEY, due.JOB_ID, due.ATTEMPTS, due.NEXT_ATTEMPT_AT IS NOT NULL
              FROM unnest(?::smallint[]) AS leased (LANE)
             CROSS JOIN LATERAL (
                   SELECT q.* FROM SHOP_QUEUE q
                    WHERE q.QUEUE = ? AND q.LANE = leased.LANE AND %s
                    ORDER BY %s LIMIT ?) due
             ORDER BY due.POSITION
            """;

    /**
     * Each entry is looked up by itself, and what was found goes. A join would leave it to the planner, who joins all that
     * the queue holds as long as it has no statistics of a queue that filled up a moment ago.
     */
    private static final String REMOVE = """
            DELETE FROM SHOP_QUEUE WHERE ctid = ANY(ARRAY(
              SELECT entry.ctid FROM unnest(?::int[], ?::bigint[]) AS done (LANE, POSITION)
               CROSS JOIN LATERAL (
                     SELECT q.ctid FROM SHOP_QUEUE q
                      WHERE q.QUEUE = ? AND q.LANE = done.LANE AND q.POSITION = done.POSITION LIMIT 1) entry))
            """;

    private static final String POSTPONE = """
            UPDATE SHOP_QUEUE SET ATTEMPTS = ATTEMPTS + ?, LAST_ERROR = ?,
                                  NEXT_ATTEMPT_AT = clock_timestamp() + ? * interval '1 millisecond'
             WHERE QUEUE = ? AND LANE = ? AND POSITION = ?
            """;

    private static final String BURY = """
            UPDATE SHOP_QUEUE SET ATTEMPTS = ATTEMPTS + 1, LAST_ERROR = ?, NEXT_ATTEMPT_AT = 'infinity',
                                  DEAD_SINCE = clock_timestamp()
             WHERE QUEUE = ? AND LANE = ? AND POSITION = ?
            """;

    /** What is put aside waits for several of the longest pauses: the others get most of the worker's time. */
    private static final int ASIDE = 4;

    /** Removed entries that are worth a wait for the disk, see {@link QueueSession#waitForDisk}. */
    private static final int MANY = 1000;

    private static final int LONGEST_REASON = 1000;

    private static final String ENQUEUE = """
            INSERT INTO SHOP_QUEUE (QUEUE, REALM_ID, LANE, ITEM_KEY, JOB_ID, NEXT_ATTEMPT_AT) VALUES (?, ?, ?, ?, ?, %s)
            """;

    private final String queue;
    private final KeyOrder order;
    private final DueEntries due;
    private final LaneLeases lanes;
    private final String heads;
    private final String enqueue;

    /** A queue that keeps the order of each key. */
    public QueueTable(String queue) {
        this(queue, KeyOrder.KEPT);
    }

    public QueueTable(String queue, KeyOrder order) {
        this.queue = queue;
        this.order = order;
        this.due = new DueEntries(order);
        this.lanes = new LaneLeases(queue, due);
        this.heads = HEADS.formatted(due.condition(), due.first());
        this.enqueue = ENQUEUE.formatted(due.atOnce());
    }

    /**
     * @param realmId whose staff may see to it when it fails
     * @param key     whose turn the job keeps
     */
    public record Entry(String realmId, String key, UUID jobId) {}

    /**
     * Adds entries in the caller's transaction. Where the order of a key is kept, the caller holds a lock that orders the
     * transactions of one key, so that positions of a key grow in commit order.
     */
    public void enqueue(Connection connection, List<Entry> entries) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(enqueue)) {
            for (Entry entry : entries) {
                insert.setString(1, queue);
                insert.setString(2, entry.realmId());
                insert.setInt(3, laneOf(entry.key()));
                insert.setString(4, entry.key());
                insert.setObject(5, entry.jobId());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    static int laneOf(String key) {
        return Math.floorMod(key.hashCode(), LANES);
    }

    /** Makes the lanes of a queue that is new. */
    void createLanes(Connection connection) throws SQLException {
        lanes.create(connection);
    }

    /** Leases free lanes and reads their first due entries and jobs. */
    <J> Claim<J> claim(Connection connection, String owner, WorkerSettings settings, JobSource<J> source)
            throws SQLException {
        QueueSession.ofWorker(connection);
        if (due.order() == KeyOrder.NONE) {
            QueueSession.withoutSorting(connection);
        }
        List<Integer> leased = lanes.take(connection, owner, settings);
        if (leased.isEmpty()) {
            return new Claim<>(owner, leased, List.of(), Map.of());
        }
        List<Ticket> tickets = heads(connection, leased, Math.max(1, settings.batch() / leased.size()));
        List<UUID> ids = tickets.stream().map(Ticket::jobId).toList();
        return new Claim<>(owner, leased, tickets, source.read(connection, ids));
    }

    private List<Ticket> heads(Connection connection, List<Integer> leased, int perLane) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(heads)) {
            select.setArray(1, connection.createArrayOf("int2", leased.toArray()));
            select.setString(2, queue);
            select.setInt(due.bind(select, 3, queue), perLane);
            List<Ticket> tickets = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    tickets.add(new Ticket(
                            row.getInt(1),
                            row.getLong(2),
                            row.getString(3),
                            row.getObject(4, UUID.class),
                            row.getInt(5),
                            row.getBoolean(6)));
                }
            }
            return tickets;
        }
    }

    /** A sign of life: the lanes stay ours, if they still are. */
    void renew(Connection connection, Claim<?> claim, Duration lease) throws SQLException {
        lanes.renew(connection, claim, lease);
    }

    /**
     * Writes down what became of the entries and frees the lanes. What was delivered is removed even if the lease ran
     * out in between: it was confirmed, whoever else may be at it.
     */
    void settle(
            Connection connection, Claim<?> claim, Settlement settlement, WorkerSettings settings, JobSource<?> source)
            throws SQLException {
        QueueSession.ofWorker(connection);
        if (settlement.done().size() >= MANY) {
            QueueSession.waitForDisk(connection);
        }
        remove(connection, settlement.done(), source);
        for (Settlement.Failure failure : settlement.retries()) {
            postpone(
                    connection,
                    failure,
                    1,
                    settings.retries().after(failure.ticket().attempts()));
        }
        for (Settlement.Failure failure : settlement.postponed()) {
            postpone(connection, failure, 0, settings.longestPause().multipliedBy(ASIDE));
        }
        for (Settlement.Failure failure : settlement.rejected()) {
            try (PreparedStatement update = connection.prepareStatement(BURY)) {
                update.setString(1, shorten(failure.reason()));
                entry(update, 2, failure.ticket());
                update.executeUpdate();
            }
        }
        lanes.release(connection, claim);
    }

    private void postpone(Connection connection, Settlement.Failure failure, int attempts, Duration pause)
            throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(POSTPONE)) {
            update.setInt(1, attempts);
            update.setString(2, shorten(failure.reason()));
            update.setLong(3, pause.toMillis());
            entry(update, 4, failure.ticket());
            update.executeUpdate();
        }
    }

    private void remove(Connection connection, List<Ticket> done, JobSource<?> source) throws SQLException {
        if (done.isEmpty()) {
            return;
        }
        try (PreparedStatement delete = connection.prepareStatement(REMOVE)) {
            delete.setArray(1, connection.createArrayOf("int4", column(done, Ticket::lane)));
            delete.setArray(2, connection.createArrayOf("int8", column(done, Ticket::position)));
            delete.setString(3, queue);
            delete.executeUpdate();
        }
        source.done(connection, done.stream().map(Ticket::jobId).toList());
    }

    private static Object[] column(List<Ticket> tickets, Function<Ticket, Object> value) {
        return tickets.stream().map(value).toArray();
    }

    private void entry(PreparedStatement update, int from, Ticket ticket) throws SQLException {
        update.setString(from, queue);
        update.setInt(from + 1, ticket.lane());
        update.setLong(from + 2, ticket.position());
    }

    private static String shorten(String reason) {
        return reason.length() <= LONGEST_REASON ? reason : reason.substring(0, LONGEST_REASON);
    }
}
