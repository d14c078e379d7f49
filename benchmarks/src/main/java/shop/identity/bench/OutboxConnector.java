package shop.identity.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Properties;
import shop.identity.stack.PostgresServer;

/** The files in {@code cdc/}, put to use as an administrator would. */
final class OutboxConnector {

    private static final String SUPERUSER = "postgres";
    private static final String PASSWORD = "only-for-this-run";
    private static final String SLOT = "shop_outbox";

    private record File(String name, Map<String, String> config) {}

    private final Path folder;
    private final PostgresServer postgres;

    OutboxConnector(Path folder, PostgresServer postgres) {
        this.folder = folder;
        this.postgres = postgres;
    }

    /** Role, publication, and a slot that each round makes anew. */
    void prepare() {
        try {
            for (String statement : Files.readString(folder.resolve("outbox-publication.sql"))
                    .replace("change-me", PASSWORD)
                    .split(";")) {
                execute(statement);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        dropSlot();
    }

    void createSlot() {
        execute("SELECT pg_create_logical_replication_slot('" + SLOT + "', 'pgoutput')");
    }

    /** Once nobody reads it any more. */
    void dropSlot() {
        execute("""
                DO $$ BEGIN
                  WHILE EXISTS (SELECT 1 FROM pg_replication_slots WHERE slot_name = '%1$s' AND active) LOOP
                    PERFORM pg_sleep(0.05);
                  END LOOP;
                  PERFORM pg_drop_replication_slot('%1$s');
                END $$
                """.formatted(SLOT));
    }

    /** As it ships, but for the address, the password, and where it keeps how far it has come. */
    Properties configuration() {
        try {
            File shipped = new ObjectMapper()
                    .readValue(folder.resolve("outbox-connector.json").toFile(), File.class);
            URI database = URI.create(postgres.jdbcUrl().substring("jdbc:".length()));
            Properties properties = new Properties();
            properties.putAll(shipped.config());
            properties.putAll(Map.of(
                    "name",
                    shipped.name(),
                    "database.hostname",
                    database.getHost(),
                    "database.port",
                    String.valueOf(database.getPort()),
                    "database.password",
                    PASSWORD,
                    // Its records would be counted for events.
                    "heartbeat.interval.ms",
                    "0",
                    "offset.storage",
                    "org.apache.kafka.connect.storage.MemoryOffsetBackingStore"));
            return properties;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void execute(String sql) {
        try (Connection connection = DriverManager.getConnection(postgres.jdbcUrl(), SUPERUSER, SUPERUSER);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException("The connector cannot be prepared", e);
        }
    }
}
