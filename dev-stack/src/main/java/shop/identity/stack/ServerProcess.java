package shop.identity.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * One operating system process of the stack, in a session of its own where the system can do that: Ctrl-C at the
 * terminal then reaches the launcher only, which stops the servers in the right order.
 */
final class ServerProcess {

    private final String name;
    private final Path log;
    private final Process process;
    private volatile boolean endAskedFor;

    private ServerProcess(String name, Path log, Process process) {
        this.name = name;
        this.log = log;
        this.process = process;
    }

    /**
     * Starts a command with standard output and error appended to a log.
     *
     * @param environment added to this process's own, without what would configure Keycloak from outside
     */
    static ServerProcess start(
            ServerContext context, String name, Path log, Map<String, String> environment, List<String> command) {
        List<String> line = new ArrayList<>(ownSession());
        line.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().keySet().removeIf(key -> key.startsWith("KC_") || key.startsWith("JAVA_OPTS"));
        // One JDK for all, whichever comes first on the PATH.
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().putAll(environment);
        try {
            Files.createDirectories(log.getParent());
            ServerProcess server = new ServerProcess(name, log, builder.start());
            context.record().add(name, server.handle());
            return server;
        } catch (IOException e) {
            throw new StackException(name + " cannot be started: " + e.getMessage(), e);
        }
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** From now on an end that nobody asked for is told. Before, whoever waits for the start tells. */
    void watch(Progress progress) {
        process.onExit().thenAccept(ended -> {
            if (!endAskedFor) {
                progress.died(name + " ended by itself with exit status " + ended.exitValue() + ": see " + log + ".");
            }
        });
    }

    /** From now on an end is no news. */
    void expectEnd() {
        endAskedFor = true;
    }

    /** SIGTERM, and SIGKILL for the whole tree when that does not help in time. */
    void stop(Duration patience) {
        expectEnd();
        ProcessTree.of(handle()).end(patience);
        awaitCollected();
    }

    /** SIGKILL for the whole tree. */
    void kill() {
        expectEnd();
        ProcessTree.of(handle()).kill();
        awaitCollected();
    }

    /** The JDK takes a moment longer than the system to see that a process is gone. */
    private void awaitCollected() {
        if (!ProcessTree.isRunning(handle())) {
            awaitExit(Duration.ofSeconds(5));
        }
    }

    /** The exit status. */
    int awaitExit(Duration patience) {
        try {
            if (process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                return process.exitValue();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackException("Interrupted while waiting for a server to end.", e);
        }
        throw new StackException("Still running after " + patience.toSeconds() + " s.");
    }

    void signal(String name) {
        Signal.send(name, process.pid());
    }

    /** Also for what the process started. */
    void signalAll(String name) {
        ProcessTree.of(handle()).processes().forEach(process -> Signal.send(name, process.pid()));
    }

    /** What to put before a command so that signals for the terminal do not reach it. */
    static List<String> ownSession() {
        Path setsid = Path.of("/usr/bin/setsid");
        return Files.isExecutable(setsid) ? List.of(setsid.toString()) : List.of();
    }
}
