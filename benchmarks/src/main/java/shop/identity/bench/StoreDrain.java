package shop.identity.bench;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import shop.identity.stack.PostgresServer;

/**
 * The rival: Keycloak's own outbox, its store and its drainer task, in the same Keycloak node as the relay. See the class
 * {@code StoreDrainerFactory}, which the node runs.
 */
final class StoreDrain implements Contender {

    private static final String FILL = """
            INSERT INTO OUTBOX_ENTRY (ID, ENTRY_KIND, REALM_ID, OWNER_ID, CORRELATION_ID, ENTRY_TYPE, PAYLOAD, STATUS,
                                      ATTEMPTS, NEXT_ATTEMPT_AT, CREATED_AT)
            SELECT gen_random_uuid()::text, ?, 'shop', gen_random_uuid()::text, gen_random_uuid()::text,
                   'customer.updated', rpad('{"fields":["', ?, 'x') || '"]}', 'PENDING', 0, now, now
              FROM generate_series(1, ?), (SELECT clock_timestamp() AT TIME ZONE 'UTC' AS now) AS clock
            """;

    private static final String SUPERUSER = "postgres";

    private final PostgresServer postgres;
    private final TopicEnd topic;
    private final String name;
    private final String kind;

    /** @param kind of the entries, by which the drainers in the node know theirs */
    StoreDrain(PostgresServer postgres, TopicEnd topic, String name, String kind) {
        this.postgres = postgres;
        this.topic = topic;
        this.name = name;
        this.kind = kind;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int partOf(int backlog) {
        return backlog / 10;
    }

    /** From the first record on the topic to the last: the time until the drainer's next look is not counted. */
    @Override
    public Rate drain(int events) {
        long before = topic.count();
        try (Connection connection = DriverManager.getConnection(postgres.jdbcUrl(), SUPERUSER, SUPERUSER);
                PreparedStatement fill = connection.prepareStatement(FILL);
                Statement statement = connection.createStatement()) {
            fill.setString(1, kind);
            fill.setInt(2, Backlog.PAYLOAD - 3);
            fill.setInt(3, events);
            fill.executeUpdate();
            // As the relay's backlog is.
            statement.execute("VACUUM OUTBOX_ENTRY");
            statement.execute("CHECKPOINT");
            Rate rate = topic.await(before, events);
            awaitSettled(statement);
            statement.execute("TRUNCATE OUTBOX_ENTRY");
            statement.execute("CHECKPOINT");
            return rate;
        } catch (SQLException e) {
            throw new IllegalStateException("Keycloak's outbox cannot be filled", e);
        }
    }

    /** Its last transaction has still to commit when the last record is on the topic. */
    private static void awaitSettled(Statement statement) throws SQLException {
        statement.execute("""
                DO $$ BEGIN
                  WHILE EXISTS (SELECT 1 FROM OUTBOX_ENTRY WHERE STATUS = 'PENDING') LOOP
                    PERFORM pg_sleep(0.05);
                  END LOOP;
                END $$
                """);
    }
}
