package shop.identity.it.chaos;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.awaitility.Awaitility;
import shop.identity.it.chaos.Evidence.Account;
import shop.identity.it.chaos.Evidence.Told;
import shop.identity.it.ground.CustomerRecord;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.Pause;

/** Topic and database, from one moment on. */
final class Witnesses {

    /** Ids are UUIDs of version 7: they begin with the time. */
    private static final String OUTBOX = """
            SELECT ID, AGGREGATEID, TYPE, SEQUENCE, TRACEPARENT, SOURCE, TIME, DATASCHEMA, ACTOR, CHANNEL, PAYLOAD
              FROM SHOP_OUTBOX WHERE ID >= ?::uuid
            """;

    private static final String ACCOUNTS = """
            SELECT ID, EMAIL, FIRST_NAME FROM USER_ENTITY WHERE EMAIL LIKE 'chaos-%' AND CREATED_TIMESTAMP >= ?
            """;

    private static final String VERSIONS =
            "SELECT CUSTOMER_ID, VERSION FROM SHOP_CUSTOMER WHERE CUSTOMER_ID = ANY(?::text[])";

    private final Ground ground;
    private final Instant from;
    private final long recordsBefore;

    /** Begins to look, once nothing of what was before is on its way. */
    Witnesses(Ground ground) {
        this.ground = ground;
        awaitDrained(Duration.ofSeconds(60));
        Pause.of(Duration.ofSeconds(2));
        this.from = Instant.now();
        this.recordsBefore = ground.topic().all().count();
    }

    /** Waits for the backlog to drain, and tells what there is then. */
    Evidence tell(List<Operation> operations) throws SQLException {
        awaitDrained(Duration.ofMinutes(5));
        Pause.of(Duration.ofSeconds(2));
        List<Told> topic =
                ground.topic().all().skip(recordsBefore).map(Witnesses::told).toList();
        try (Connection connection = ground.postgres().connect()) {
            Map<String, Told> outbox = outbox(connection);
            Map<String, Account> accounts = accounts(connection);
            Set<String> customers = new HashSet<>(accounts.keySet());
            outbox.values().forEach(committed -> customers.add(committed.customer()));
            return new Evidence(operations, topic, outbox, versions(connection, customers), accounts);
        }
    }

    /** Dead letters would stay: nothing is one because a server was away. */
    private void awaitDrained(Duration patience) {
        Awaitility.await("an empty queue")
                .atMost(patience)
                .pollInterval(Duration.ofMillis(500))
                .until(() -> ground.count("SELECT COUNT(*) FROM SHOP_QUEUE WHERE QUEUE = 'kafka'") == 0);
    }

    private static Told told(CustomerRecord kafka) {
        return new Told(
                kafka.id(),
                kafka.key(),
                kafka.type(),
                kafka.sequence(),
                kafka.headers().get("traceparent"),
                content(
                        kafka.headers().get("ce_source"),
                        kafka.headers().get("ce_time"),
                        kafka.headers().get("ce_dataschema"),
                        kafka.actor(),
                        kafka.channel(),
                        kafka.data().toString()));
    }

    private static String content(String... parts) {
        return String.join(" ", parts);
    }

    private Map<String, Told> outbox(Connection connection) throws SQLException {
        Map<String, Told> outbox = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement(OUTBOX)) {
            String millis = "%012x".formatted(from.toEpochMilli());
            select.setString(1, millis.substring(0, 8) + "-" + millis.substring(8) + "-7000-8000-000000000000");
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    outbox.put(
                            row.getString(1),
                            new Told(
                                    row.getString(1),
                                    row.getString(2),
                                    row.getString(3),
                                    row.getLong(4),
                                    row.getString(5),
                                    content(
                                            row.getString(6),
                                            row.getString(7),
                                            row.getString(8),
                                            row.getString(9),
                                            row.getString(10),
                                            row.getString(11))));
                }
            }
        }
        return outbox;
    }

    private Map<String, Account> accounts(Connection connection) throws SQLException {
        Map<String, Account> accounts = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement(ACCOUNTS)) {
            select.setLong(1, from.toEpochMilli());
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    accounts.put(row.getString(1), new Account(row.getString(2), row.getString(3)));
                }
            }
        }
        return accounts;
    }

    private static Map<String, Long> versions(Connection connection, Collection<String> customers) throws SQLException {
        Map<String, Long> versions = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement(VERSIONS)) {
            select.setArray(1, connection.createArrayOf("text", customers.toArray()));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    versions.put(row.getString(1), row.getLong(2));
                }
            }
        }
        return versions;
    }
}
