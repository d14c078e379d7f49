package shop.identity.bench;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import shop.identity.stack.PostgresServer;

/**
 * Events of a kibibyte in the outbox, as {@code customer.updated} writes them: one per customer, each with its entry in
 * the queue, all committed at once.
 */
final class Backlog {

    /** Long enough that the customers of a backlog are spread over all lanes and partitions. */
    static final int PAYLOAD = 1024;

    private static final String TELL = """
            WITH drawn AS (
              SELECT gen_random_uuid()::text AS customer FROM generate_series(1, ?)),
            told AS (
              INSERT INTO SHOP_OUTBOX (ID, AGGREGATETYPE, AGGREGATEID, TYPE, SOURCE, TIME, DATASCHEMA, SEQUENCE, ACTOR,
                                       CHANNEL, TRACEPARENT, PAYLOAD, SOUND)
              SELECT uuidv7(),
                     'customer', customer, 'customer.updated', '/realms/shop',
                     to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
                     'urn:shop-identity:schema:customer.updated:1', lpad('1', 20, '0'), 'admin', 'admin-api', NULL,
                     %s, true
                FROM drawn
              RETURNING AGGREGATEID, ID)
            """;

    /** Java's {@code String.hashCode}, spread over the lanes as the queue does it, would cost more than the filling. */
    private static final String ENQUEUE = """
            INSERT INTO SHOP_QUEUE (QUEUE, LANE, ITEM_KEY, JOB_ID)
            SELECT 'kafka', ('x' || substr(md5(AGGREGATEID), 1, 4))::bit(16)::int % 64, AGGREGATEID, ID FROM told
            """;

    /** For whoever reads the log of the database, and no queue. */
    private static final String ONLY_TELL = "SELECT COUNT(*) FROM told";

    private static final String HOLD = """
            UPDATE SHOP_QUEUE_LANE SET OWNER = 'bench', LEASED_UNTIL = 'infinity' WHERE QUEUE = 'kafka'
            """;

    private static final String RELEASE = """
            UPDATE SHOP_QUEUE_LANE SET OWNER = NULL, LEASED_UNTIL = clock_timestamp() WHERE QUEUE = 'kafka'
            """;

    private static final String PADDED_PAYLOAD = """
            rpad('{"customerId":"' || customer || '","status":"ACTIVE","fields":["', %d, 'x') || '"]}'
            """.formatted(PAYLOAD - 3);

    /** Only a superuser may ask for a checkpoint. */
    private static final String SUPERUSER = "postgres";

    private final PostgresServer postgres;

    Backlog(PostgresServer postgres) {
        this.postgres = postgres;
    }

    /** Fills outbox and queue, out of the relay's reach until {@link #release}. */
    void fill(int events) {
        run(statement -> statement.execute(HOLD));
        insert(events, TELL.formatted(PADDED_PAYLOAD) + ENQUEUE);
        vacuum();
        settle();
    }

    void release() {
        run(statement -> statement.execute(RELEASE));
    }

    /** Fills the outbox alone. */
    void fillOutboxOnly(int events) {
        insert(events, TELL.formatted(PADDED_PAYLOAD) + ONLY_TELL);
        settle();
    }

    private void insert(int events, String statement) {
        try (Connection connection = postgres.connect();
                PreparedStatement fill = connection.prepareStatement(statement)) {
            fill.setInt(1, events);
            fill.execute();
        } catch (SQLException e) {
            throw new IllegalStateException("The backlog cannot be filled", e);
        }
    }

    /** Back to an empty outbox. */
    void clear() {
        // One by one: the relay, which looks for more all the time, locks them in the other order.
        run(statement -> statement.execute("TRUNCATE SHOP_QUEUE"));
        run(statement -> statement.execute("TRUNCATE SHOP_OUTBOX"));
        settle();
    }

    /** Nothing is left for the database to write: what was done before is no burden to the next who is measured. */
    void settle() {
        run(statement -> statement.execute("CHECKPOINT"));
    }

    /** As autovacuum leaves rows that have waited for a minute: their first reader need not mark them as committed. */
    private void vacuum() {
        run(statement -> statement.execute("VACUUM SHOP_OUTBOX, SHOP_QUEUE"));
    }

    private void run(Work work) {
        try (Connection connection = DriverManager.getConnection(postgres.jdbcUrl(), SUPERUSER, SUPERUSER);
                Statement statement = connection.createStatement()) {
            work.with(statement);
        } catch (SQLException e) {
            throw new IllegalStateException("The backlog's tables cannot be prepared", e);
        }
    }

    private interface Work {
        void with(Statement statement) throws SQLException;
    }
}
