package shop.identity.it.cdc;

import io.debezium.embedded.Connect;
import io.debezium.engine.DebeziumEngine;
import io.debezium.engine.RecordChangeEvent;
import io.debezium.engine.format.ChangeEventFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.connect.source.SourceRecord;
import org.awaitility.Awaitility;
import shop.identity.it.ground.Ground;

/** A running connector: Debezium's engine in this process, in the place of a worker of Kafka Connect. */
final class Connector implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final KafkaProducer<byte[], byte[]> producer;
    private final Admin admin;
    private final Set<String> known = new HashSet<>();
    private final Converters converters;
    private final DebeziumEngine<RecordChangeEvent<SourceRecord>> engine;
    private final CompletableFuture<String> ended = new CompletableFuture<>();

    /**
     * @param offsets where it keeps how far it has come: the same file goes on where the last one stopped
     */
    Connector(String bootstrapServers, Map<String, String> config, Path offsets) {
        converters = new Converters(config);
        producer = new KafkaProducer<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers, ProducerConfig.ACKS_CONFIG, "all"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
        Properties properties = new Properties();
        properties.putAll(config);
        // What is the worker's in Kafka Connect.
        properties.put("offset.storage.file.filename", offsets.toString());
        properties.put("offset.flush.interval.ms", "500");
        engine = DebeziumEngine.create(ChangeEventFormat.of(Connect.class))
                .using(properties)
                .using((success, message, error) -> ended.complete(error == null ? message : message + " " + error))
                .notifying(this::publish)
                .build();
        Thread thread = new Thread(engine, "connector");
        thread.setDaemon(true);
        thread.start();
    }

    private void publish(
            List<RecordChangeEvent<SourceRecord>> events,
            DebeziumEngine.RecordCommitter<RecordChangeEvent<SourceRecord>> committer)
            throws InterruptedException {
        events.stream().map(event -> event.record().topic()).forEach(this::ensure);
        events.forEach(event -> producer.send(converters.convert(event.record())));
        producer.flush();
        for (RecordChangeEvent<SourceRecord> event : events) {
            committer.markProcessed(event);
        }
        committer.markBatchFinished();
    }

    /** A topic that is missing is the worker's to create. Without one the producer would wait for it. */
    private void ensure(String topic) {
        if (!known.add(topic)) {
            return;
        }
        try {
            admin.createTopics(List.of(new NewTopic(topic, Optional.empty(), Optional.empty())))
                    .all()
                    .get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw new IllegalStateException("no topic " + topic, e);
            }
        }
    }

    /** Returns when the slot is read. */
    Connector awaitStreaming(Ground ground) {
        Awaitility.await("the connector at its slot")
                .atMost(PATIENCE)
                .until(() -> ended.isDone()
                        || ground.count(
                                        "SELECT COUNT(*) FROM pg_replication_slots WHERE active AND slot_name = ?",
                                        ShippedConnector.SLOT)
                                == 1);
        if (ended.isDone()) {
            throw new IllegalStateException("the connector ended: " + ended.join());
        }
        return this;
    }

    /** @return why it ended by itself */
    String awaitEnd() {
        try {
            return ended.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the connector goes on", e);
        }
    }

    @Override
    public void close() {
        try {
            if (!ended.isDone()) {
                engine.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            producer.close();
            admin.close();
        }
    }
}
