package shop.identity.queue;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;

/**
 * Measures a queue by one statement: a count over the primary key that ends at {@link #MOST}, the dead letters from the
 * index of failed entries, and one look at the head of each lane.
 */
public final class BacklogGauge {

    /** Where counting ends: all of a million would take a second. */
    public static final int MOST = 100_000;

    private static final String BY_INDEX = "SELECT set_config('enable_seqscan', 'off', true)";

    /**
     * Positions grow with time, but for transactions that overlap, so the head of a lane is its oldest entry. What a dead
     * letter holds grows old by staff's decision, not the relay's fault.
     */
    private static final String MEASURE = """
            WITH dead AS MATERIALIZED (
              SELECT ITEM_KEY, COUNT(*) AS LETTERS FROM SHOP_QUEUE
               WHERE QUEUE = ? AND NEXT_ATTEMPT_AT = 'infinity' GROUP BY ITEM_KEY)
            SELECT (SELECT COUNT(*) FROM (SELECT 1 FROM SHOP_QUEUE WHERE QUEUE = ? LIMIT ?) counted),
                   (SELECT COALESCE(SUM(LETTERS), 0) FROM dead),
                   (SELECT EXTRACT(EPOCH FROM clock_timestamp() - MIN(head.ENQUEUED_AT)) * 1000
                      FROM generate_series(0, ?) AS lanes (LANE)
                     CROSS JOIN LATERAL (
                           SELECT q.ENQUEUED_AT FROM SHOP_QUEUE q
                            WHERE q.QUEUE = ? AND q.LANE = lanes.LANE
                              AND q.ITEM_KEY <> ALL(ARRAY(SELECT ITEM_KEY FROM dead))
                            ORDER BY q.POSITION LIMIT 1) head)
            """;

    private final String queue;

    public BacklogGauge(String queue) {
        this.queue = queue;
    }

    /** In the caller's transaction, of which it changes how statements are planned. */
    public Backlog measure(Connection connection) throws SQLException {
        QueueSession.planAfresh(connection);
        try (PreparedStatement plan = connection.prepareStatement(BY_INDEX)) {
            plan.execute();
        }
        try (PreparedStatement select = connection.prepareStatement(MEASURE)) {
            select.setString(1, queue);
            select.setString(2, queue);
            select.setInt(3, MOST);
            select.setInt(4, QueueTable.LANES - 1);
            select.setString(5, queue);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                long dead = row.getLong(2);
                return new Backlog(Math.max(row.getLong(1) - dead, 0), dead, Duration.ofMillis(row.getLong(3)));
            }
        }
    }
}
