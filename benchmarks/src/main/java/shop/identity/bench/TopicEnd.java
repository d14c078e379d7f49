package shop.identity.bench;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** How many records a topic holds. Asking costs the broker next to nothing, reading them all would cost a core. */
final class TopicEnd implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(30);
    private static final long LOOK_EVERY_MILLIS = 5;

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final String topic;

    TopicEnd(String bootstrapServers, String topic) {
        this.consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        this.topic = topic;
    }

    long count() {
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        return consumer.endOffsets(partitions).values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    /** Waits until it holds so many more, and tells how fast they came, from the first that was seen to the last. */
    Rate await(long before, long records) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        long seen = reach(before + 1, deadline);
        long start = System.nanoTime();
        reach(before + records, deadline);
        return new Rate(before + records - seen, Duration.ofNanos(System.nanoTime() - start));
    }

    /** Waits until it holds so many more, and tells how fast that was, from a moment that the caller knows. */
    Rate since(long start, long before, long records) {
        reach(before + records, System.nanoTime() + PATIENCE.toNanos());
        return new Rate(records, Duration.ofNanos(System.nanoTime() - start));
    }

    private long reach(long records, long deadline) {
        long seen = count();
        while (seen < records) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("only " + seen + " of " + records + " records after " + PATIENCE);
            }
            pause();
            seen = count();
        }
        return seen;
    }

    private static void pause() {
        try {
            Thread.sleep(LOOK_EVERY_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
