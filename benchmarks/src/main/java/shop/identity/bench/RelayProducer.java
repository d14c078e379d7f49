package shop.identity.bench;

import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.StringSerializer;

/** A producer with the relay's settings, for whoever is held against it. */
final class RelayProducer {

    private RelayProducer() {}

    static KafkaProducer<String, String> open(String bootstrapServers) {
        return new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrapServers,
                        "acks",
                        "all",
                        "enable.idempotence",
                        true,
                        "batch.size",
                        131_072),
                new StringSerializer(),
                new StringSerializer());
    }
}
