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
     * The keys that wait, behind a failed entry or a dead letter. All but empty, and read from an index that holds failed
     * entries only. Left out by value, not by a join: a join invites the planner to read and sort whole lanes.
     */
    private static final String WAITING = """
            ARRAY(SELECT w.ITEM_KEY FROM SHOP_QUEUE w WHERE w.QUEUE = ? AND w.NEXT_ATTEMPT_AT > clock_timestamp())
            """;

    /** Free lanes with something due. The longest untouched come first, so that no lane starves. */
    private static final String LEASE = """
            WITH free AS (
              SELECT l.LANE FROM SHOP_QUEUE_LANE l
               WHERE l.QUEUE = ? AND l.LEASED_UNTIL < clock_timestamp()
                 AND EXISTS (SELECT 1 FROM SHOP_QUEUE q
                              WHERE q.QUEUE = l.QUEUE AND q.LANE = l.LANE AND q.ITEM_KEY <> ALL(%s))
               ORDER BY l.LEASED_UNTIL LIMIT ? FOR UPDATE OF l SKIP LOCKED)
            UPDATE SHOP_QUEUE_LANE l
               SET OWNER = ?, LEASED_UNTIL = clock_timestamp() + ? * interval '1 millisecond'
              FROM free WHERE l.QUEUE = ? AND l.LANE = free.LANE
            RETURNING l.LANE
            """.formatted(WAITING);

    /**
     * The head of each leased lane. A statement of its own: it must see what the last owner settled, a key put aside just
     * before the lane was let go among it.
     */
    private static final String HEADS = """
            SELECT due.LANE, due.POSITION, due.ITEM_KEY, due.JOB_ID, due.ATTEMPTS, due.NEXT_ATTEMPT_AT IS NOT NULL
              FROM unnest(?::smallint[]) AS leased (LANE)
             CROSS JOIN LATERAL (
                   SELECT q.* FROM SHOP_QUEUE q
                    WHERE q.QUEUE = ? AND q.LANE = leased.LANE AND q.ITEM_KEY <> ALL(%s)
                    ORDER BY q.POSITION LIMIT ?) due
             ORDER BY due.POSITION
            """.formatted(WAITING);

    private static final String RENEW = """
            UPDATE SHOP_QUEUE_LANE SET LEASED_UNTIL = clock_timestamp() + ? * interval '1 millisecond'
             WHERE QUEUE = ? AND OWNER = ? AND LANE = ANY(?::int[])
            """;

    private static final String RELEASE = """
            UPDATE SHOP_QUEUE_LANE SET OWNER = NULL, LEASED_UNTIL = clock_timestamp()
             WHERE QUEUE = ? AND OWNER = ? AND LANE = ANY(?::int[])
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

    private final String queue;

    public QueueTable(String queue) {
        this.queue = queue;
    }

    /**
     * @param realmId whose staff may see to it when it fails
     * @param key     whose turn the job keeps
     */
    public record Entry(String realmId, String key, UUID jobId) {}

    /**
     * Adds entries in the caller's transaction. The caller holds a lock that orders the transactions of one key, so that
     * positions of a key grow in commit order.
     */
    public void enqueue(Connection connection, List<Entry> entries) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO SHOP_QUEUE (QUEUE, REALM_ID, LANE, ITEM_KEY, JOB_ID) VALUES (?, ?, ?, ?, ?)")) {
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

    /** Leases free lanes and reads their first due entries and jobs. */
    <J> Claim<J> claim(Connection connection, String owner, WorkerSettings settings, JobSource<J> source)
            throws SQLException {
        QueueSession.ofWorker(connection);
        List<Integer> lanes = lease(connection, owner, settings);
        if (lanes.isEmpty()) {
            return new Claim<>(owner, lanes, List.of(), Map.of());
        }
        List<Ticket> tickets = heads(connection, lanes, Math.max(1, settings.batch() / lanes.size()));
        List<UUID> ids = tickets.stream().map(Ticket::jobId).toList();
        return new Claim<>(owner, lanes, tickets, source.read(connection, ids));
    }

    private List<Integer> lease(Connection connection, String owner, WorkerSettings settings) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(LEASE)) {
            update.setString(1, queue);
            update.setString(2, queue);
            update.setInt(3, settings.lanes());
            update.setString(4, owner);
            update.setLong(5, settings.lease().toMillis());
            update.setString(6, queue);
            List<Integer> lanes = new ArrayList<>();
            try (ResultSet row = update.executeQuery()) {
                while (row.next()) {
                    lanes.add(row.getInt(1));
                }
            }
            return lanes;
        }
    }

    private List<Ticket> heads(Connection connection, List<Integer> lanes, int perLane) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(HEADS)) {
            select.setArray(1, connection.createArrayOf("int2", lanes.toArray()));
            select.setString(2, queue);
            select.setString(3, queue);
            select.setInt(4, perLane);
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
        try (PreparedStatement update = connection.prepareStatement(RENEW)) {
            update.setLong(1, lease.toMillis());
            update.setString(2, queue);
            update.setString(3, claim.owner());
            update.setArray(4, connection.createArrayOf("int4", claim.lanes().toArray()));
            update.executeUpdate();
        }
    }

    /**
     * Writes down what became of the entries and frees the lanes. What was delivered is removed even if the lease ran
     * out in between: it was confirmed, whoever else may be at it.
     */
    void settle(Connection connection, Claim<?> claim, Settlement settlement, Backoff backoff) throws SQLException {
        QueueSession.ofWorker(connection);
        if (settlement.done().size() >= MANY) {
            QueueSession.waitForDisk(connection);
        }
        remove(connection, settlement.done());
        for (Settlement.Failure failure : settlement.retries()) {
            postpone(connection, failure, 1, backoff.after(failure.ticket().attempts()));
        }
        for (Settlement.Failure failure : settlement.postponed()) {
            postpone(connection, failure, 0, backoff.longest().multipliedBy(ASIDE));
        }
        for (Settlement.Failure failure : settlement.rejected()) {
            try (PreparedStatement update = connection.prepareStatement(BURY)) {
                update.setString(1, shorten(failure.reason()));
                entry(update, 2, failure.ticket());
                update.executeUpdate();
            }
        }
        try (PreparedStatement update = connection.prepareStatement(RELEASE)) {
            update.setString(1, queue);
            update.setString(2, claim.owner());
            update.setArray(3, connection.createArrayOf("int4", claim.lanes().toArray()));
            update.executeUpdate();
        }
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

    private void remove(Connection connection, List<Ticket> done) throws SQLException {
        if (done.isEmpty()) {
            return;
        }
        try (PreparedStatement delete = connection.prepareStatement(REMOVE)) {
            delete.setArray(1, connection.createArrayOf("int4", column(done, Ticket::lane)));
            delete.setArray(2, connection.createArrayOf("int8", column(done, Ticket::position)));
            delete.setString(3, queue);
            delete.executeUpdate();
        }
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
