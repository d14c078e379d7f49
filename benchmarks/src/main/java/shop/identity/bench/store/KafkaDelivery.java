package shop.identity.bench.store;

import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.keycloak.events.outbox.OutboxDeliveryHandler;
import org.keycloak.events.outbox.OutboxDeliveryResult;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.jpa.entities.OutboxEntryEntity;

/** One entry, one record, delivered when Kafka has confirmed it: the contract of a handler leaves no other way. */
final class KafkaDelivery implements AutoCloseable {

    private final String topic;
    private final KafkaProducer<String, String> producer;
    private final AtomicLong delivered = new AtomicLong();

    KafkaDelivery(String bootstrapServers, String topic) {
        this.topic = topic;
        producer = new KafkaProducer<>(
                // It waits for each record, so none has another to linger for.
                Map.of(
                        "bootstrap.servers",
                        bootstrapServers,
                        "acks",
                        "all",
                        "enable.idempotence",
                        true,
                        "linger.ms",
                        0),
                new StringSerializer(),
                new StringSerializer());
    }

    OutboxDeliveryHandler of(String kind) {
        return new OutboxDeliveryHandler() {
            @Override
            public String entryKind() {
                return kind;
            }

            @Override
            public OutboxDeliveryResult deliver(KeycloakSession session, OutboxEntryEntity entry) {
                return publish(entry);
            }
        };
    }

    /** Since the start, over all kinds. */
    long delivered() {
        return delivered.get();
    }

    private OutboxDeliveryResult publish(OutboxEntryEntity entry) {
        try {
            producer.send(record(entry)).get();
            delivered.incrementAndGet();
            return OutboxDeliveryResult.delivered();
        } catch (ExecutionException e) {
            return OutboxDeliveryResult.retry(e.getCause().toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return OutboxDeliveryResult.retry("the server stops");
        }
    }

    private ProducerRecord<String, String> record(OutboxEntryEntity entry) {
        ProducerRecord<String, String> kafka = new ProducerRecord<>(topic, entry.getOwnerId(), entry.getPayload());
        EventHeaders.addTo(
                kafka.headers(),
                entry.getCorrelationId(),
                entry.getOwnerId(),
                entry.getEntryType(),
                entry.getCreatedAt().toString());
        return kafka;
    }

    @Override
    public void close() {
        producer.close();
    }
}
