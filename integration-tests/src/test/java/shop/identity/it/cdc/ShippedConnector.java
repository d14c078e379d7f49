package shop.identity.it.cdc;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import shop.identity.it.ground.Ground;

/** The files in {@code cdc/}, with this ground's address and a password in them and nothing else changed. */
final class ShippedConnector {

    static final String ROLE = "shop_cdc";
    static final String SLOT = "shop_outbox";
    static final String PUBLICATION = "shop_outbox";

    private static final Path FOLDER = Ground.ROOT.resolve("cdc");
    private static final String PASSWORD = "only-for-this-run";

    private ShippedConnector() {}

    record File(String name, Map<String, String> config) {}

    static Map<String, String> configuration(Ground ground) {
        Map<String, String> config = new HashMap<>(read().config());
        URI database = URI.create(ground.postgres().jdbcUrl().substring("jdbc:".length()));
        config.put("name", read().name());
        config.put("database.hostname", database.getHost());
        config.put("database.port", String.valueOf(database.getPort()));
        config.put("database.password", PASSWORD);
        return config;
    }

    /** Runs the statements that ship, as an administrator would. */
    static void prepare(Ground ground) {
        try {
            String statements = Files.readString(FOLDER.resolve("outbox-publication.sql"));
            // One by one, as psql does.
            for (String statement : statements.replace("change-me", PASSWORD).split(";")) {
                ground.executeAsSuperuser(statement);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void remove(Ground ground) {
        dropSlot(ground);
        ground.executeAsSuperuser("DROP PUBLICATION IF EXISTS " + PUBLICATION);
        ground.executeAsSuperuser("DROP OWNED BY " + ROLE);
        ground.executeAsSuperuser("DROP ROLE " + ROLE);
    }

    /** If it is there. PostgreSQL lets nobody drop it while the one who read it is still leaving. */
    static void dropSlot(Ground ground) {
        Awaitility.await("nobody at the slot")
                .until(() ->
                        ground.count("SELECT COUNT(*) FROM pg_replication_slots WHERE active AND slot_name = ?", SLOT)
                                == 0);
        ground.executeAsSuperuser(
                "SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots WHERE slot_name = '" + SLOT
                        + "'");
    }

    /** The settings below a prefix, as Kafka Connect hands them to the part that the prefix names. */
    static Map<String, String> below(String prefix, Map<String, String> config) {
        return config.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(prefix + "."))
                .collect(Collectors.toMap(entry -> entry.getKey().substring(prefix.length() + 1), Map.Entry::getValue));
    }

    private static File read() {
        try {
            return new ObjectMapper()
                    .readValue(FOLDER.resolve("outbox-connector.json").toFile(), File.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
