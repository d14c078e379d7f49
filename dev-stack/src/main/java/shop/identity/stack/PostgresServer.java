package shop.identity.stack;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A PostgreSQL server whose data survive {@link #stop()} and {@link #crash()}: what was committed is there after
 * {@link #start()}, on the same port. Database, user and password are {@code keycloak}.
 */
public final class PostgresServer {

    /** Name of the database, its owner and the owner's password. */
    public static final String NAME = "keycloak";

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Path binaries;
    private final Path data;
    private final Path log;
    private final int port;
    private final Map<String, String> settings;
    private final ServerContext context;
    private EmbeddedPostgres server;
    private AtomicBoolean endAskedFor = new AtomicBoolean();

    PostgresServer(StackSettings stack, ServerContext context) {
        this.binaries = stack.workDirectory().resolve("postgres");
        this.data = stack.data().resolve("postgres");
        this.log = stack.logs().resolve("postgres.log");
        this.port = stack.ports().postgres();
        this.settings = serverSettings(stack.postgresSettings());
        this.context = context;
    }

    /** Address of the database, without user and password. */
    public String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + NAME;
    }

    /** A new connection as the owner of the database; the caller closes it. */
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(jdbcUrl(), NAME, NAME);
    }

    public boolean isRunning() {
        return postmaster().filter(ProcessTree::isRunning).isPresent();
    }

    /** Starts it, over the data there are; returns when it answers. */
    public synchronized void start() {
        try {
            Files.createDirectories(log.getParent());
            Files.createDirectories(data.getParent());
            EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                    .setPort(port)
                    .setDataDirectory(data)
                    .setCleanDataDirectory(false)
                    .setRegisterShutdownHook(false)
                    .setOverrideWorkingDirectory(binaries.toFile())
                    .setPGStartupWait(Duration.ofSeconds(60))
                    .setOutputRedirector(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .setErrorRedirector(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    // One collation on every machine; the host's may not know letters beyond ASCII.
                    .setLocaleConfig("locale", "C")
                    .setLocaleConfig("locale-provider", "builtin")
                    .setLocaleConfig("builtin-locale", "C.UTF-8");
            settings.forEach(builder::setServerConfig);
            server = builder.start();
            createDatabase();
        } catch (IOException | SQLException | RuntimeException e) {
            throw new StackException("PostgreSQL did not start: see " + log + ".", e);
        }
        postmaster().ifPresent(this::watch);
    }

    /** A fast shutdown: running transactions are rolled back, a checkpoint is written. */
    public synchronized void stop() {
        end("INT");
    }

    /** An immediate shutdown: nothing is written any more, the next start recovers from the log. */
    public synchronized void crash() {
        end("QUIT");
    }

    /** SIGSTOP, all of its processes: connections stay open and nothing is answered, as when a machine hangs. */
    public synchronized void pause() {
        signalAll("STOP");
    }

    /** SIGCONT, after {@link #pause()}. */
    public synchronized void resume() {
        signalAll("CONT");
    }

    private void signalAll(String signal) {
        postmaster()
                .map(ProcessTree::of)
                .ifPresent(tree -> tree.processes().stream()
                        .filter(ProcessTree::isRunning)
                        .forEach(process -> Signal.send(signal, process.pid())));
    }

    private void end(String signal) {
        endAskedFor.set(true);
        // A paused server would not hear it.
        signalAll("CONT");
        postmaster().filter(ProcessTree::isRunning).ifPresent(postmaster -> {
            ProcessTree tree = ProcessTree.of(postmaster);
            Signal.send(signal, postmaster.pid());
            if (!tree.awaitGone(PATIENCE)) {
                tree.kill();
            }
        });
        release();
    }

    /** Gives back the lock that the library holds on the data; the server itself is gone. */
    private void release() {
        if (server == null) {
            return;
        }
        try {
            server.close();
        } catch (IOException | RuntimeException alreadyGone) {
            // It tries to stop what has just been stopped.
        }
        server = null;
    }

    private void watch(ProcessHandle postmaster) {
        context.record().add("PostgreSQL", postmaster);
        // One per start: a watch may look again only when the next server already runs.
        AtomicBoolean asked = new AtomicBoolean();
        endAskedFor = asked;
        // Not a child of this process (pg_ctl started it), so nobody tells when it ends.
        Thread watch = new Thread(() -> {
            while (ProcessTree.isRunning(postmaster)) {
                Pause.millis(250);
            }
            if (!asked.get()) {
                context.progress().died("PostgreSQL ended by itself: see " + log + ".");
            }
        });
        watch.setDaemon(true);
        watch.start();
    }

    private void createDatabase() throws SQLException {
        try (Connection admin = server.getPostgresDatabase().getConnection();
                Statement statement = admin.createStatement()) {
            try (ResultSet found = statement.executeQuery("select 1 from pg_database where datname = '" + NAME + "'")) {
                if (found.next()) {
                    return;
                }
            }
            statement.execute("create role " + NAME + " login replication password '" + NAME + "'");
            statement.execute("create database " + NAME + " owner " + NAME);
        }
    }

    private Optional<ProcessHandle> postmaster() {
        try {
            List<String> lines = Files.readAllLines(data.resolve("postmaster.pid"));
            return lines.isEmpty()
                    ? Optional.empty()
                    : ProcessHandle.of(Long.parseLong(lines.get(0).strip()));
        } catch (IOException | NumberFormatException notRunning) {
            return Optional.empty();
        }
    }

    private static Map<String, String> serverSettings(Map<String, String> others) {
        Map<String, String> settings = new LinkedHashMap<>();
        // The library passes -F and synchronous_commit=off; durability is part of what is run here.
        settings.put("fsync", "on");
        settings.put("synchronous_commit", "on");
        settings.put("full_page_writes", "on");
        settings.put("max_connections", "200");
        settings.put("wal_level", "logical");
        settings.put("listen_addresses", "127.0.0.1");
        settings.put("unix_socket_directories", "");
        settings.putAll(others);
        return settings;
    }
}
