package shop.identity.bench.erasures;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import shop.identity.stack.PostgresServer;
import shop.identity.stack.Stack;

/** What the benchmark writes and looks at behind Keycloak's back. */
final class ErasureDatabase implements AutoCloseable {

    /** Only a superuser may ask for a checkpoint, and see to the catalogues. */
    private static final String SUPERUSER = "postgres";

    private static final long PATIENCE = TimeUnit.MINUTES.toNanos(20);
    private static final long LOOK_EVERY_MILLIS = 200;

    /** A session that has nothing to do hands its counts in after ten seconds. */
    private static final long UNTIL_ALL_ARE_HANDED_IN_MILLIS = 12_000;

    private static final String REQUEST = """
            INSERT INTO SHOP_ERASURE (ID, REALM_ID, CUSTOMER_ID, STATE, RECEIVED_AT, DUE_AT, LEGAL_DUE_AT, REQUESTED_BY,
                                      WAS_INACTIVE, NEXT_ATTEMPT_AT)
            SELECT gen_random_uuid()::text, '%s', md5('customer ' || n)::uuid::text, 'requested', now(), now(),
                   now() + interval '1 month', 'self', FALSE, now()
              FROM generate_series(%d, %d) AS n
            """;

    private static final String OF_THESE =
            "CUSTOMER_ID IN (SELECT md5('customer ' || n)::uuid::text FROM generate_series(%d, %d) AS n)";

    private static final String OPEN = "SELECT COUNT(*) FROM SHOP_ERASURE WHERE STATE = 'requested'";

    private static final String SECONDS = """
            SELECT EXTRACT(EPOCH FROM MAX(CLOSED_AT) - MIN(CLOSED_AT)) FROM SHOP_ERASURE WHERE
            """ + OF_THESE;

    /** Nobody is left who is neither erased nor deleted, nor anything of what they did; and nothing had to be done twice. */
    private static final String LEFT = """
            SELECT (SELECT COALESCE(SUM(FAILURES), 0) FROM SHOP_ERASURE)
                 + (SELECT COUNT(*) FROM USER_ENTITY u JOIN SHOP_ERASURE e ON e.CUSTOMER_ID = u.ID AND e.STATE = 'completed'
                     WHERE u.EMAIL IS NOT NULL)
                 + (SELECT COUNT(*) FROM EVENT_ENTITY v JOIN SHOP_ERASURE e ON e.CUSTOMER_ID = v.USER_ID AND e.STATE = 'completed')
                 + (SELECT COUNT(*) FROM ADMIN_EVENT_ENTITY v JOIN SHOP_ERASURE e
                        ON v.RESOURCE_PATH = 'users/' || e.CUSTOMER_ID AND e.STATE = 'completed' WHERE v.REPRESENTATION IS NOT NULL)
            """;

    private static final String FULL_READS = """
            SELECT SUM(seq_scan) FROM pg_stat_user_tables WHERE relname IN ('event_entity', 'admin_event_entity')
            """;

    private final Connection connection;
    private final String realmId;

    ErasureDatabase(PostgresServer postgres) {
        try {
            connection = DriverManager.getConnection(postgres.jdbcUrl(), SUPERUSER, SUPERUSER);
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("SELECT ID FROM REALM WHERE NAME = '" + Stack.REALM + "'")) {
                row.next();
                realmId = row.getString(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The database cannot be reached", e);
        }
    }

    void fill(ErasureSizes sizes) {
        try (Statement statement = connection.createStatement()) {
            new Crowd(statement, realmId, sizes).fill();
        } catch (SQLException e) {
            throw new IllegalStateException("The customers cannot be written", e);
        }
    }

    /** All events are published and all services told, tables are as autovacuum leaves them, and nothing is left to write. */
    void settle() {
        await("SELECT COUNT(*) FROM (SELECT 1 FROM SHOP_QUEUE LIMIT 1) AS queued");
        execute("VACUUM ANALYZE");
        execute("CHECKPOINT");
    }

    /**
     * These customers are due, and erased when this returns.
     *
     * @return seconds from the end of the first erasure to the end of the last: until a thread looks is not in it
     */
    double erase(int from, int to) {
        execute(REQUEST.formatted(realmId, from, to));
        await(OPEN);
        return number(SECONDS.formatted(from, to));
    }

    /** @throws IllegalStateException what was measured were no erasures */
    void requireErased() {
        double left = number(LEFT);
        if (left > 0) {
            throw new IllegalStateException("Erasures failed or left something: " + left);
        }
    }

    /** How often Keycloak's events were read from end to end, so far. */
    double fullReads() {
        pause(UNTIL_ALL_ARE_HANDED_IN_MILLIS);
        return number(FULL_READS);
    }

    private void await(String count) {
        long deadline = System.nanoTime() + PATIENCE;
        while (number(count) > 0) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("There is no end: " + count);
            }
            pause(LOOK_EVERY_MILLIS);
        }
    }

    private void execute(String sql) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private double number(String sql) {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getDouble(1);
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
