package shop.identity.it.outbox;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import shop.identity.it.ground.Ground;

/**
 * The plans that PostgreSQL really carried out, with the parameters they had: its module {@code auto_explain} writes each
 * one into the server's log.
 */
final class Plans {

    interface Work {
        void run() throws SQLException;
    }

    private final Ground ground;

    Plans(Ground ground) {
        this.ground = ground;
    }

    /** Restarts the database twice: sessions take the module in when they begin. */
    List<String> during(Work work) throws SQLException, IOException {
        ground.executeAsSuperuser("ALTER SYSTEM SET session_preload_libraries = 'auto_explain'");
        ground.executeAsSuperuser("ALTER SYSTEM SET auto_explain.log_min_duration = 0");
        restart();
        long from = Files.size(log());
        try {
            work.run();
        } finally {
            ground.executeAsSuperuser("ALTER SYSTEM RESET ALL");
            restart();
        }
        byte[] all = Files.readAllBytes(log());
        String written = new String(all, (int) from, all.length - (int) from, StandardCharsets.UTF_8);
        return Arrays.stream(written.split("(?m)^(?=\\d{4}-\\d\\d-\\d\\d )"))
                .filter(entry -> entry.contains(" plan:"))
                .toList();
    }

    private void restart() {
        ground.postgres().stop();
        ground.postgres().start();
    }

    private Path log() {
        return Path.of(System.getProperty("shop.work", "target/stack")).resolve("log/postgres.log");
    }
}
