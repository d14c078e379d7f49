package shop.identity.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** One Keycloak server in production mode ({@code kc.sh start --optimized}). */
public final class KeycloakNode {

    private static final Duration START = Duration.ofSeconds(180);
    private static final Duration STOP = Duration.ofSeconds(30);

    private final int number;
    private final KeycloakHome home;
    private final KeycloakOptions options;
    private final int jgroupsPort;
    private final Path log;
    private final ServerContext context;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private ServerProcess process;

    KeycloakNode(int number, KeycloakHome home, KeycloakOptions options, int jgroupsPort, ServerContext context) {
        this.number = number;
        this.home = home;
        this.options = options;
        this.jgroupsPort = jgroupsPort;
        this.log = options.stack().logs().resolve(home.name() + "-" + number + ".log");
        this.context = context;
        try {
            Files.deleteIfExists(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Address for browsers and clients, without a slash at the end. */
    public String baseUrl() {
        return "http://localhost:" + (options.stack().ports().keycloak() + number);
    }

    /** Address of health and metrics, without a slash at the end. */
    public String managementUrl() {
        return "http://localhost:" + (options.stack().ports().keycloakManagement() + number);
    }

    /** What it printed since the stack started, over all its starts. */
    public Path log() {
        return log;
    }

    public synchronized boolean isAlive() {
        return process != null && process.isAlive();
    }

    /** Starts it and returns when it is ready. */
    public void start() {
        start(List.of());
    }

    /**
     * Starts it with more options and returns when it is ready.
     *
     * @param extraOptions such as {@code --log-level=debug}; one that the stack gives too replaces it
     * @throws StackException if it ends or is not ready after three minutes, naming its log
     */
    public void start(List<String> extraOptions) {
        launch(extraOptions);
        awaitReady();
    }

    /** Starts it without waiting: for options that are expected to stop the start. */
    public synchronized void launch(List<String> extraOptions) {
        if (isAlive()) {
            throw new StackException("Keycloak node " + number + " is already running.");
        }
        List<String> command = new ArrayList<>(List.of(home.script().toString(), "start"));
        command.addAll(options.commandLine(number, jgroupsPort, home.hasRealms(), extraOptions));
        process = ServerProcess.start(context, "Keycloak node " + number, log, options.environment(), command);
    }

    /**
     * Waits for the process to end.
     *
     * @return its exit status
     * @throws StackException if it is still running then
     */
    public int awaitExit(Duration patience) {
        current().expectEnd();
        return current().awaitExit(patience);
    }

    /** SIGTERM; SIGKILL when it is still there after half a minute. */
    public void stop() {
        if (isAlive()) {
            current().stop(STOP);
        }
    }

    /** SIGKILL, also for the server below the script. */
    public void kill() {
        if (isAlive()) {
            current().kill();
        }
    }

    /** SIGSTOP: it holds what it has in its hands and does nothing, as a machine that hangs. */
    public void pause() {
        current().signalAll("STOP");
    }

    /** SIGCONT, after {@link #pause()}. */
    public void resume() {
        current().signalAll("CONT");
    }

    void awaitReady() {
        long deadline = System.nanoTime() + START.toNanos();
        while (!isReady()) {
            if (!isAlive()) {
                throw new StackException("Keycloak node " + number + " did not start: see " + log + ".");
            }
            if (System.nanoTime() > deadline) {
                throw new StackException("Keycloak node " + number + " is not ready: see " + log + ".");
            }
            Pause.millis(100);
        }
        // By now the script has its server below it, which would outlive a killed script unseen.
        current().handle().descendants().forEach(server -> context.record().add("Keycloak node " + number, server));
        current().watch(context.progress());
    }

    private boolean isReady() {
        HttpRequest request = HttpRequest.newBuilder(URI.create(managementUrl() + "/health/ready"))
                .timeout(Duration.ofSeconds(5))
                .build();
        try {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackException("Interrupted while Keycloak was starting.", e);
        }
    }

    private synchronized ServerProcess current() {
        if (process == null) {
            throw new StackException("Keycloak node " + number + " was never started.");
        }
        return process;
    }
}
