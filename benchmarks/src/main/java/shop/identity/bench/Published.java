package shop.identity.bench;

import io.debezium.engine.DebeziumEngine;
import io.debezium.engine.RecordChangeEvent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.connect.header.Header;
import org.apache.kafka.connect.source.SourceRecord;

/** Publishes what Debezium hands over, batch by batch, each acknowledged before the next, as Debezium's own server does. */
final class Published implements DebeziumEngine.ChangeConsumer<RecordChangeEvent<SourceRecord>>, AutoCloseable {

    private final KafkaProducer<String, String> producer;
    private final CompletableFuture<Rate> all = new CompletableFuture<>();
    private final int expected;
    private long start;
    private int seen;

    Published(String bootstrapServers, int expected) {
        this.expected = expected;
        producer = RelayProducer.open(bootstrapServers);
    }

    @Override
    public void handleBatch(
            List<RecordChangeEvent<SourceRecord>> events,
            DebeziumEngine.RecordCommitter<RecordChangeEvent<SourceRecord>> committer)
            throws InterruptedException {
        if (start == 0) {
            start = System.nanoTime();
        }
        for (RecordChangeEvent<SourceRecord> event : events) {
            producer.send(record(event.record()));
        }
        producer.flush();
        for (RecordChangeEvent<SourceRecord> event : events) {
            committer.markProcessed(event);
        }
        committer.markBatchFinished();
        seen += events.size();
        if (seen >= expected) {
            all.complete(new Rate(seen, Duration.ofNanos(System.nanoTime() - start)));
        }
    }

    /** All there is is text already: no converter of Kafka Connect's costs it anything. */
    private static ProducerRecord<String, String> record(SourceRecord source) {
        RecordHeaders headers = new RecordHeaders();
        for (Header header : source.headers()) {
            headers.add(header.key(), String.valueOf(header.value()).getBytes(StandardCharsets.UTF_8));
        }
        return new ProducerRecord<>(
                source.topic(), null, String.valueOf(source.key()), String.valueOf(source.value()), headers);
    }

    void ended(boolean success, String message, Throwable error) {
        all.completeExceptionally(new IllegalStateException("Debezium ended: " + message, error));
    }

    /** From its first batch to the acknowledgement of the last record. */
    Rate await() {
        return all.join();
    }

    @Override
    public void close() {
        producer.close();
    }
}
