package shop.identity.it.lockout;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.Pause;

/** What the database was told to do: it writes each statement into its log. Without the values. */
final class SqlLog implements AutoCloseable {

    private static final Pattern ENTRY = Pattern.compile(
            "(?m)^\\d{4}-\\d\\d-\\d\\d [^\\[]*\\[(\\d+)] LOG:  (?:execute [^:]+|statement): ([^\\n]*(?:\\n\\t[^\\n]*)*)");

    interface Work {
        void run() throws Exception;
    }

    /** @param statements in order, without those that begin and end it */
    record Transaction(List<String> statements) {

        /** Queues are looked at all the time; it is their workers alone who lease lanes. */
        boolean isOfWorker() {
            return statements.stream().anyMatch(statement -> statement.contains("SHOP_QUEUE_LANE"));
        }
    }

    private final Ground ground;

    SqlLog(Ground ground) {
        this.ground = ground;
        ground.executeAsSuperuser("ALTER SYSTEM SET log_parameter_max_length = 0");
        ground.executeAsSuperuser("ALTER SYSTEM SET log_statement = 'all'");
        reload();
    }

    /** Those that ended while it ran. */
    List<Transaction> during(Work work) throws Exception {
        long from = Files.size(file());
        work.run();
        // What is put off until after the answer is part of it.
        Pause.of(Duration.ofMillis(300));
        byte[] all = Files.readAllBytes(file());
        return transactions(new String(all, (int) from, all.length - (int) from, StandardCharsets.UTF_8));
    }

    private static List<Transaction> transactions(String log) {
        Map<String, List<String>> open = new HashMap<>();
        List<Transaction> ended = new ArrayList<>();
        Matcher entry = ENTRY.matcher(log);
        while (entry.find()) {
            String session = entry.group(1);
            String statement = entry.group(2).replaceAll("\\s+", " ").strip();
            switch (statement) {
                case "BEGIN" -> open.put(session, new ArrayList<>());
                case "COMMIT", "ROLLBACK" -> {
                    List<String> statements = open.remove(session);
                    if (statements != null) {
                        ended.add(new Transaction(statements));
                    }
                }
                default ->
                    open.computeIfAbsent(session, unseen -> new ArrayList<>()).add(statement);
            }
        }
        return ended;
    }

    private void reload() {
        ground.executeAsSuperuser("SELECT pg_reload_conf()");
        Pause.of(Duration.ofSeconds(1));
    }

    private static Path file() {
        return Path.of(System.getProperty("shop.work", "target/stack")).resolve("log/postgres.log");
    }

    @Override
    public void close() {
        ground.executeAsSuperuser("ALTER SYSTEM RESET log_statement");
        ground.executeAsSuperuser("ALTER SYSTEM RESET log_parameter_max_length");
        reload();
    }
}
