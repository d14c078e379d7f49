package shop.identity.queue;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;

/** Counts what one queue holds of a realm, from indexes and up to a limit: a million entries are not read. */
public final class RealmBacklogs {

    /** Where counting ends. */
    public static final int MOST = 100_000;

    /**
     * Each part in the order of its index: without that, a count of most of the table would be a scan of all of it.
     * What a dead letter holds grows old by staff's decision, so it is left out of the age.
     */
    private static final String MEASURE = """
            WITH delayed AS MATERIALIZED (
              SELECT ENQUEUED_AT, NEXT_ATTEMPT_AT > clock_timestamp() AS LATER FROM SHOP_QUEUE
               WHERE QUEUE = ? AND REALM_ID = ? AND NEXT_ATTEMPT_AT < 'infinity'
               ORDER BY NEXT_ATTEMPT_AT, JOB_ID LIMIT ?),
            dead AS (
              SELECT 1 FROM SHOP_QUEUE
               WHERE QUEUE = ? AND REALM_ID = ? AND NEXT_ATTEMPT_AT = 'infinity' ORDER BY JOB_ID LIMIT ?),
            fresh AS (
              SELECT 1 FROM SHOP_QUEUE
               WHERE QUEUE = ? AND REALM_ID = ? AND NEXT_ATTEMPT_AT IS NULL ORDER BY POSITION LIMIT ?),
            head AS (
              SELECT q.ENQUEUED_AT FROM SHOP_QUEUE q
               WHERE q.QUEUE = ? AND q.REALM_ID = ? AND q.NEXT_ATTEMPT_AT IS NULL
                 AND (SELECT d.POSITION FROM SHOP_QUEUE d
                       WHERE d.QUEUE = ? AND d.ITEM_KEY = q.ITEM_KEY AND d.POSITION < q.POSITION
                         AND d.NEXT_ATTEMPT_AT = 'infinity' ORDER BY d.POSITION LIMIT 1) IS NULL
               ORDER BY q.POSITION LIMIT 1)
            SELECT (SELECT COUNT(*) FROM fresh) + (SELECT COUNT(*) FROM delayed WHERE NOT LATER),
                   (SELECT COUNT(*) FROM delayed WHERE LATER), (SELECT COUNT(*) FROM dead),
                   (SELECT EXTRACT(EPOCH FROM clock_timestamp() - MIN(ENQUEUED_AT)) * 1000
                      FROM (SELECT ENQUEUED_AT FROM head UNION ALL SELECT ENQUEUED_AT FROM delayed) waiting)
            """;

    private final String queue;

    public RealmBacklogs(String queue) {
        this.queue = queue;
    }

    /** In the caller's transaction, of which it changes how statements are planned. */
    public RealmBacklog of(Connection connection, String realmId) throws SQLException {
        QueueSession.inOrderOfIndex(connection);
        try (PreparedStatement select = connection.prepareStatement(MEASURE)) {
            for (int parameter = 1; parameter < 10; parameter += 3) {
                select.setString(parameter, queue);
                select.setString(parameter + 1, realmId);
                select.setInt(parameter + 2, MOST);
            }
            select.setString(10, queue);
            select.setString(11, realmId);
            select.setString(12, queue);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                long millis = row.getLong(4);
                Duration oldest = row.wasNull() ? null : Duration.ofMillis(millis);
                return new RealmBacklog(Math.min(row.getLong(1), MOST), row.getLong(2), row.getLong(3), oldest);
            }
        }
    }
}
