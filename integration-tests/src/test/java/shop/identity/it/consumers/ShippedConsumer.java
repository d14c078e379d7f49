package shop.identity.it.consumers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import shop.identity.it.ground.Ground;
import shop.identity.stack.Stack;

/** One of the consumers in {@code docs/consumers}, run as its reader would run it. */
final class ShippedConsumer implements AutoCloseable {

    private static final String PYTHON = "/usr/bin/python3";
    private static final String READ = """
            import sqlite3, sys
            for row in sqlite3.connect(sys.argv[1]).execute("SELECT type FROM history WHERE customer = ?", sys.argv[2:]):
                print(row[0])
            """;

    private final String name;
    private final List<String> command;
    private final String database;
    private final Path output;
    private final Function<String, List<String>> history;
    private Process process;
    private String group;

    private ShippedConsumer(
            String name, List<String> command, String database, Path output, Function<String, List<String>> history) {
        this.name = name;
        this.command = command;
        this.database = database;
        this.output = output;
        this.history = history;
    }

    /** Its state is in a database of its own on the ground's server. */
    static ShippedConsumer inJava(Ground ground, Path folder) {
        ground.execute("DROP SCHEMA IF EXISTS crm CASCADE");
        ground.execute("CREATE SCHEMA crm");
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new ShippedConsumer(
                "Java",
                List.of(java, "-cp", System.getProperty("java.class.path"), source("CustomerConsumer.java")),
                ground.postgres().jdbcUrl() + "?user=keycloak&password=keycloak&currentSchema=crm",
                folder.resolve("java.out"),
                customer -> ground.query("SELECT TYPE FROM crm.history WHERE CUSTOMER = ? ORDER BY ctid", customer));
    }

    /** Its state is in a file. */
    static ShippedConsumer inPython(Path folder) {
        String database = folder.resolve("crm.sqlite").toString();
        return new ShippedConsumer(
                "Python",
                List.of(PYTHON, source("customer_consumer.py")),
                database,
                folder.resolve("python.out"),
                customer -> linesOf(PYTHON, "-c", READ, database, customer));
    }

    private static String source(String name) {
        return Ground.ROOT.resolve("docs/consumers").resolve(name).toString();
    }

    /** @param run consumers of one run go on where the last one stopped, those of another begin at the beginning */
    void start(Ground ground, String run) {
        group = run + "-" + name;
        List<String> line = new ArrayList<>(command);
        line.addAll(List.of(ground.kafka().bootstrapServers(), group, database));
        try {
            process = new ProcessBuilder(line)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** SIGKILL. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    /** The types of the events that had their effect. */
    List<String> history(String customer) {
        return history.apply(customer);
    }

    void awaitHistory(String customer, int events) {
        Awaitility.await("%s: history of %s".formatted(this, customer))
                .atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofMillis(250))
                .failFast(() -> {
                    if (!process.isAlive()) {
                        throw new AssertionError(this + " ended:\n" + output());
                    }
                })
                .ignoreExceptions()
                .until(() -> history(customer).size() >= events);
    }

    /** Waits until it has written down that it read all there is now. */
    void awaitEnd(Ground ground) {
        try (Admin admin = Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, ground.kafka().bootstrapServers()))) {
            Map<TopicPartition, OffsetSpec> partitions = new HashMap<>();
            ground.topic()
                    .all()
                    .forEach(record ->
                            partitions.put(new TopicPartition(Stack.TOPIC, record.partition()), OffsetSpec.latest()));
            Map<TopicPartition, ListOffsetsResultInfo> ends =
                    admin.listOffsets(partitions).all().get();
            Awaitility.await("%s at the end of the topic".formatted(this))
                    .atMost(Duration.ofSeconds(90))
                    .until(() -> {
                        Map<TopicPartition, OffsetAndMetadata> read = admin.listConsumerGroupOffsets(group)
                                .partitionsToOffsetAndMetadata()
                                .get();
                        return ends.entrySet().stream()
                                .allMatch(end -> read.get(end.getKey()) != null
                                        && read.get(end.getKey()).offset()
                                                >= end.getValue().offset());
                    });
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The gaps that it reported of a customer, over all its runs. */
    List<String> gaps(String customer) {
        return output().lines()
                .filter(line -> line.startsWith("GAP " + customer))
                .toList();
    }

    private String output() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> linesOf(String... command) {
        try {
            return new ProcessBuilder(command).start().inputReader().lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return name;
    }

    @Override
    public void close() {
        if (process != null) {
            kill();
        }
    }
}
