package shop.identity.outbox;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;

/**
 * Events older than the retention, and their removal. What still waits for its delivery stays, however old.
 *
 * <p>An event's age is the time in its id (UUID version 7), so the old ones lie together at one end of the primary key,
 * and of the table.
 */
public final class ExpiredEvents {

    /** Before the first id. */
    static final UUID BEGINNING = new UUID(0, 0);

    /** By the database's clock. */
    private static final String NEWEST = """
            SELECT (lpad(to_hex((EXTRACT(EPOCH FROM clock_timestamp()) * 1000)::bigint - ?), 12, '0') || repeat('0', 20))::uuid
            """;

    /** The ids come from the index alone; the queue's index on job ids tells which of them still wait. */
    private static final String REMOVE = """
            WITH stretch AS MATERIALIZED (
              SELECT ID FROM SHOP_OUTBOX WHERE ID > ? AND ID < ? ORDER BY ID LIMIT ?),
            removed AS (
              DELETE FROM SHOP_OUTBOX o USING stretch s
               WHERE o.ID = s.ID AND NOT EXISTS (SELECT 1 FROM SHOP_QUEUE q WHERE q.JOB_ID = s.ID)
              RETURNING 1)
            SELECT (SELECT ID FROM stretch ORDER BY ID DESC LIMIT 1), (SELECT COUNT(*) FROM removed)
            """;

    /**
     * Removal that a crash of the database takes back is done again. The plan must not be one made for other sizes, and
     * whether an event still waits is looked up for each: joined, the whole queue would be read for every stretch.
     */
    private static final String SETTINGS = """
            SELECT set_config('synchronous_commit', 'off', true), set_config('plan_cache_mode', 'force_custom_plan', true),
                   set_config('enable_seqscan', 'off', true), set_config('enable_hashjoin', 'off', true),
                   set_config('enable_mergejoin', 'off', true)
            """;

    private final Duration retention;
    private final int atOnce;

    /**
     * @param retention how long an event is kept after it was captured
     * @param atOnce    how many are looked at in one transaction
     */
    public ExpiredEvents(Duration retention, int atOnce) {
        this.retention = retention;
        this.atOnce = atOnce;
    }

    /**
     * A part of a way through the expired events.
     *
     * @param reached where the next part begins; null when this was the last
     * @param removed how many went
     */
    public record Stretch(UUID reached, long removed) {}

    /** The first part. */
    public Stretch removeFirst(Connection connection) throws SQLException {
        return removeAfter(connection, BEGINNING);
    }

    /** The part that begins where another ended. Two nodes that do it at the same time do no harm. */
    public Stretch removeAfter(Connection connection, UUID reached) throws SQLException {
        UUID newest = newest(connection);
        try (PreparedStatement remove = connection.prepareStatement(REMOVE)) {
            remove.setObject(1, reached);
            remove.setObject(2, newest);
            remove.setInt(3, atOnce);
            try (ResultSet row = remove.executeQuery()) {
                row.next();
                return new Stretch(row.getObject(1, UUID.class), row.getLong(2));
            }
        }
    }

    private UUID newest(Connection connection) throws SQLException {
        try (PreparedStatement settings = connection.prepareStatement(SETTINGS);
                PreparedStatement select = connection.prepareStatement(NEWEST)) {
            settings.execute();
            select.setLong(1, retention.toMillis());
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getObject(1, UUID.class);
            }
        }
    }
}
