import java.sql.*;
import java.time.*;
import java.util.*;
import org.apache.kafka.clients.consumer.*;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Keeps a history of all customers: every event once, over repeats and restarts. */
class CustomerConsumer {

    /** @param args brokers, consumer group, JDBC URL of a PostgreSQL database of one's own */
    public static void main(String[] args) throws SQLException {
        Map<String, Object> settings = Map.of("bootstrap.servers", args[0], "group.id", args[1],
                "auto.offset.reset", "earliest", "enable.auto.commit", false, "session.timeout.ms", 10_000);
        var text = new StringDeserializer();
        try (var db = DriverManager.getConnection(args[2]); var kafka = new KafkaConsumer<>(settings, text, text)) {
            db.setAutoCommit(false);
            run(db, "CREATE TABLE IF NOT EXISTS history (customer text, type text, data text)");
            run(db, "CREATE TABLE IF NOT EXISTS seen"
                    + " (customer text PRIMARY KEY, sequence bigint, ended_by text, ended_at timestamptz)");
            kafka.subscribe(List.of("customer-events"));
            while (true) {
                for (var event : kafka.poll(Duration.ofSeconds(1))) handle(db, event);
                db.commit(); // effect and state in one transaction,
                kafka.commitSync(); // the offsets after it: if this is lost, the repeats are recognised
            }
        }
    }

    static void handle(Connection db, ConsumerRecord<String, String> event) throws SQLException {
        if (event.value() == null) return; // a tombstone of a compacted topic: no event
        String customer = event.key(), id = header(event, "ce_id"), type = header(event, "ce_type");
        long sequence = Long.parseLong(header(event, "ce_sequence")), last;
        var time = OffsetDateTime.parse(header(event, "ce_time"));
        run(db, "INSERT INTO seen VALUES (?, 0, '', 'epoch') ON CONFLICT DO NOTHING", customer);
        try (var select = db.prepareStatement("SELECT * FROM seen WHERE customer = ? FOR UPDATE")) {
            select.setString(1, customer);
            var seen = select.executeQuery();
            seen.next();
            last = seen.getLong("sequence");
            boolean ofFormerLife = id.equals(seen.getString("ended_by"))
                    || time.isBefore(seen.getObject("ended_at", OffsetDateTime.class));
            if (ofFormerLife || sequence <= last) return; // a repeat
        }
        if (sequence > last + 1) System.out.printf("GAP %s: %d after %d%n", customer, sequence, last);
        run(db, "INSERT INTO history VALUES (?, ?, ?)", customer, type, event.value()); // the effect
        run(db, "UPDATE seen SET sequence = ? WHERE customer = ?", sequence, customer);
        if (type.equals("customer.deleted")) // an id that comes back begins at 1
            run(db, "UPDATE seen SET sequence = 0, ended_by = ?, ended_at = ? WHERE customer = ?", id, time, customer);
    }

    static String header(ConsumerRecord<?, ?> event, String name) {
        return new String(event.headers().lastHeader(name).value());
    }

    static void run(Connection db, String sql, Object... values) throws SQLException {
        try (var statement = db.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) statement.setObject(i + 1, values[i]);
            statement.execute();
        }
    }
}
