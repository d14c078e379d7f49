package shop.identity.it.cdc;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.awaitility.Awaitility;

/** A topic's records as bytes, from its beginning on. */
final class RawTopic implements AutoCloseable {

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final String name;
    private final List<RawRecord> seen = new CopyOnWriteArrayList<>();

    RawTopic(String bootstrapServers, String name) {
        this.name = name;
        consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                        false),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = consumer.partitionsFor(name).stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    List<RawRecord> of(String customerId) {
        consumer.poll(Duration.ofMillis(200)).forEach(kafka -> seen.add(RawRecord.of(kafka)));
        return seen.stream().filter(record -> record.isAbout(customerId)).toList();
    }

    List<RawRecord> eventually(String customerId, int count) {
        return Awaitility.await(count + " records of " + customerId + " on " + name)
                .pollInSameThread()
                .atMost(Duration.ofSeconds(60))
                .until(() -> of(customerId), records -> records.size() >= count);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
