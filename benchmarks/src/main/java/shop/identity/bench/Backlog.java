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

    private static final String FILL = """
            WITH drawn AS (
              SELECT gen_random_uuid()::text AS customer, n FROM generate_series(1, ?) AS n),
            told AS (
              INSERT INTO SHOP_OUTBOX (ID, AGGREGATETYPE, AGGREGATEID, TYPE, SOURCE, TIME, DATASCHEMA, SEQUENCE, ACTOR,
                                       CHANNEL, TRACEPARENT, PAYLOAD)
              SELECT (lpad(to_hex((extract(epoch FROM clock_timestamp()) * 1000)::bigint), 12, '0') || '7'
                        || substr(md5(customer), 1, 3) || '8' || substr(md5(customer), 4, 3)
                        || lpad(to_hex(n), 12, '0'))::uuid,
                     'customer', customer, 'customer.updated', '/realms/shop',
                     to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
                     'urn:shop-identity:schema:customer.updated:1', lpad('1', 20, '0'), 'admin', 'admin-api', NULL,
                     %s
                FROM drawn
              RETURNING AGGREGATEID, ID)
            INSERT INTO SHOP_QUEUE (QUEUE, LANE, ITEM_KEY, JOB_ID)
            SELECT 'kafka', %s, AGGREGATEID, ID FROM told
            """;

    /** Java's {@code String.hashCode}, spread over the lanes as the queue does it, would cost more than the filling. */
    private static final String LANE = "('x' || substr(md5(AGGREGATEID), 1, 4))::bit(16)::int % 64";

    private static final String PADDED_PAYLOAD = """
            rpad('{"customerId":"' || customer || '","status":"ACTIVE","fields":["', %d, 'x') || '"]}'
            """.formatted(PAYLOAD - 3);

    /** Only a superuser may ask for a checkpoint. */
    private static final String SUPERUSER = "postgres";

    private final PostgresServer postgres;

    Backlog(PostgresServer postgres) {
        this.postgres = postgres;
    }

    /** Returns when it is committed. */
    void fill(int events) {
        try (Connection connection = postgres.connect();
                PreparedStatement fill = connection.prepareStatement(FILL.formatted(PADDED_PAYLOAD, LANE))) {
            fill.setInt(1, events);
            fill.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("The backlog cannot be filled", e);
        }
    }

    /** Back to an empty outbox, with nothing left for the database to write: one round is no burden to the next. */
    void clear() {
        try (Connection connection = DriverManager.getConnection(postgres.jdbcUrl(), SUPERUSER, SUPERUSER);
                Statement statement = connection.createStatement()) {
            // One by one: the relay, which looks for more all the time, locks them in the other order.
            statement.execute("TRUNCATE SHOP_QUEUE");
            statement.execute("TRUNCATE SHOP_OUTBOX");
            statement.execute("CHECKPOINT");
        } catch (SQLException e) {
            throw new IllegalStateException("The backlog cannot be cleared", e);
        }
    }
}
