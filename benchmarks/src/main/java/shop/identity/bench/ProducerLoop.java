package shop.identity.bench;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import shop.identity.bench.store.EventHeaders;

/**
 * The limit: the same records, already in memory, straight into a producer with the relay's settings. No database, no
 * order per customer, nothing to lose.
 */
final class ProducerLoop implements Contender {

    private final String topic;
    private final KafkaProducer<String, String> producer;

    ProducerLoop(String bootstrapServers, String topic) {
        this.topic = topic;
        producer = RelayProducer.open(bootstrapServers);
    }

    @Override
    public String name() {
        return "producer loop";
    }

    @Override
    public Rate drain(int events) {
        String filling = "x".repeat(Backlog.PAYLOAD - 75);
        List<String> customers = new ArrayList<>(events);
        for (int i = 0; i < events; i++) {
            customers.add(UUID.randomUUID().toString());
        }
        long start = System.nanoTime();
        for (String customer : customers) {
            producer.send(record(customer, filling));
        }
        producer.flush();
        return new Rate(events, Duration.ofNanos(System.nanoTime() - start));
    }

    private ProducerRecord<String, String> record(String customer, String filling) {
        String payload = "{\"customerId\":\"" + customer + "\",\"status\":\"ACTIVE\",\"fields\":[\"" + filling + "\"]}";
        ProducerRecord<String, String> kafka = new ProducerRecord<>(topic, customer, payload);
        EventHeaders.addTo(
                kafka.headers(),
                customer,
                customer,
                "customer.updated",
                Instant.now().toString());
        return kafka;
    }

    @Override
    public void close() {
        producer.close();
    }
}
