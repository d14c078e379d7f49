package shop.identity.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Uuid;

/**
 * A Kafka broker (KRaft, one node that is also the controller) in a process of its own. Its records survive
 * {@link #stop()} and {@link #kill()}. Topics are created when first used, with four partitions.
 */
public final class KafkaBroker {

    private static final Duration START = Duration.ofSeconds(60);

    private final Path data;
    private final Path log;
    private final int port;
    private final int controllerPort;
    private final ServerContext context;
    private final Map<String, String> others;
    private ServerProcess process;

    KafkaBroker(StackSettings stack, ServerContext context) {
        this.data = stack.data().resolve("kafka");
        this.log = stack.logs().resolve("kafka.log");
        this.port = stack.ports().kafka();
        this.controllerPort = stack.ports().others().kafka();
        this.others = stack.kafkaSettings();
        this.context = context;
    }

    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    public synchronized boolean isAlive() {
        return process != null && process.isAlive();
    }

    /** Starts it, over the records there are; returns when it answers. */
    public synchronized void start() {
        if (isAlive()) {
            return;
        }
        Path properties = writeProperties();
        if (Files.notExists(data.resolve("meta.properties"))) {
            format(properties);
        }
        process = ServerProcess.start(
                context, "Kafka", log, Map.of(), java("-Xms128m", "-Xmx256m", "kafka.Kafka", properties.toString()));
        awaitAnswer();
        process.watch(context.progress());
    }

    /** SIGTERM: a controlled shutdown. */
    public synchronized void stop() {
        if (process != null) {
            process.expectEnd();
            if (process.isAlive()) {
                // A paused broker would not hear it.
                process.signal("CONT");
            }
            process.stop(Duration.ofSeconds(15));
        }
    }

    /** SIGKILL. */
    public synchronized void kill() {
        if (process != null) {
            process.kill();
        }
    }

    /** SIGSTOP: connections stay open and nothing is answered, as when a machine hangs. */
    public synchronized void pause() {
        process.signal("STOP");
    }

    /** SIGCONT, after {@link #pause()}. */
    public synchronized void resume() {
        process.signal("CONT");
    }

    private void format(Path properties) {
        ServerProcess format = ServerProcess.start(
                context,
                "Kafka's storage tool",
                log,
                Map.of(),
                java(
                        "-XX:TieredStopAtLevel=1",
                        "kafka.tools.StorageTool",
                        "format",
                        "--cluster-id",
                        Uuid.randomUuid().toString(),
                        "--config",
                        properties.toString()));
        int status;
        try {
            status = format.awaitExit(START);
        } finally {
            format.kill();
        }
        if (status != 0) {
            throw new StackException("Kafka's storage could not be prepared: see " + log + ".");
        }
    }

    private void awaitAnswer() {
        long deadline = System.nanoTime() + START.toNanos();
        Map<String, Object> client = Map.of(
                "bootstrap.servers", bootstrapServers(),
                "request.timeout.ms", 1_000,
                "default.api.timeout.ms", 2_000,
                "reconnect.backoff.max.ms", 100);
        try (Admin admin = Admin.create(client)) {
            while (!answers(admin)) {
                if (!process.isAlive()) {
                    throw new StackException("Kafka did not start: see " + log + ".");
                }
                if (System.nanoTime() > deadline) {
                    throw new StackException("Kafka does not answer: see " + log + ".");
                }
                Pause.millis(50);
            }
        }
    }

    private static boolean answers(Admin admin) {
        try {
            return !admin.describeCluster().nodes().get(2, TimeUnit.SECONDS).isEmpty();
        } catch (ExecutionException | TimeoutException | KafkaException notYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackException("Interrupted while Kafka was starting.", e);
        }
    }

    private static List<String> java(String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Dlog4j2.configurationFile=shop/identity/stack/kafka-log4j2.properties");
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.addAll(List.of(arguments));
        return command;
    }

    private Path writeProperties() {
        List<String> lines = new ArrayList<>(List.of(
                "process.roles=broker,controller",
                "node.id=1",
                "controller.quorum.voters=1@127.0.0.1:" + controllerPort,
                "listeners=PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort,
                "advertised.listeners=PLAINTEXT://127.0.0.1:" + port,
                "controller.listener.names=CONTROLLER",
                "log.dirs=" + data,
                "num.partitions=4",
                "auto.create.topics.enable=true",
                "default.replication.factor=1",
                "offsets.topic.num.partitions=1",
                "offsets.topic.replication.factor=1",
                "transaction.state.log.num.partitions=1",
                "transaction.state.log.replication.factor=1",
                "transaction.state.log.min.isr=1",
                "share.coordinator.state.topic.num.partitions=1",
                "share.coordinator.state.topic.replication.factor=1",
                "share.coordinator.state.topic.min.isr=1",
                "group.initial.rebalance.delay.ms=0",
                // A broker that was killed comes back in seconds: its old session must have run out first.
                "broker.session.timeout.ms=1500",
                "broker.heartbeat.interval.ms=300"));
        // The last line of a name holds.
        others.forEach((name, value) -> lines.add(name + "=" + value));
        try {
            Files.createDirectories(data);
            Files.createDirectories(log.getParent());
            return Files.write(data.resolveSibling("kafka.properties"), lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
