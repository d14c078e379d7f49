package shop.identity.bench.segments;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import shop.identity.stack.PostgresServer;

/** What the benchmark sees to and looks at behind Keycloak's back. */
final class Database implements AutoCloseable {

    /** Only a superuser may ask for a checkpoint, and see to the catalogues. */
    private static final String SUPERUSER = "postgres";

    private static final long PATIENCE = TimeUnit.MINUTES.toNanos(10);
    private static final long LOOK_EVERY_MILLIS = 100;

    /** A session that has nothing to do hands its counts in after ten seconds. */
    private static final long UNTIL_ALL_ARE_HANDED_IN_MILLIS = 12_000;

    private static final String QUEUED = "SELECT COUNT(*) FROM (SELECT 1 FROM SHOP_QUEUE LIMIT 1) AS queued";

    private static final String SEGMENTS_WITH_MEMBERS = "SELECT COUNT(DISTINCT GROUP_ID) FROM USER_GROUP_MEMBERSHIP";

    private static final String COUNTERS = """
            SELECT relname, n_tup_ins + n_tup_upd + n_tup_del FROM pg_stat_user_tables
             WHERE relname LIKE 'shop\\_%' OR relname LIKE 'user\\_%' OR relname = 'keycloak_group'
            """;

    private final Connection connection;

    Database(PostgresServer postgres) {
        try {
            connection = DriverManager.getConnection(postgres.jdbcUrl(), SUPERUSER, SUPERUSER);
        } catch (SQLException e) {
            throw new IllegalStateException("The database cannot be reached", e);
        }
    }

    /**
     * All events are published, tables are as autovacuum leaves them, and there is nothing left to write: what was done before
     * is no burden to what is measured next.
     */
    void settle() {
        long deadline = System.nanoTime() + PATIENCE;
        while (count(QUEUED) > 0) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("events are not published");
            }
            pause(LOOK_EVERY_MILLIS);
        }
        execute("VACUUM ANALYZE");
        execute("CHECKPOINT");
    }

    long segmentsWithMembers() {
        return count(SEGMENTS_WITH_MEMBERS);
    }

    /** When nobody is behind with counting what was done so far. */
    Written written() {
        pause(UNTIL_ALL_ARE_HANDED_IN_MILLIS);
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(COUNTERS)) {
            Map<String, Long> rows = new TreeMap<>();
            while (row.next()) {
                rows.put(row.getString(1), row.getLong(2));
            }
            return new Written(rows);
        } catch (SQLException e) {
            throw new IllegalStateException("The counters cannot be read", e);
        }
    }

    private void execute(String sql) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private long count(String sql) {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException("The connection cannot be closed", e);
        }
    }
}
