package shop.identity.bench.store;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
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

    /** As many headers as the others' records have. */
    private ProducerRecord<String, String> record(OutboxEntryEntity entry) {
        ProducerRecord<String, String> kafka = new ProducerRecord<>(topic, entry.getOwnerId(), entry.getPayload());
        Headers headers = kafka.headers();
        add(headers, "ce_specversion", "1.0");
        add(headers, "ce_id", entry.getCorrelationId());
        add(headers, "ce_source", "/realms/shop");
        add(headers, "ce_type", entry.getEntryType());
        add(headers, "ce_subject", entry.getOwnerId());
        add(headers, "ce_time", entry.getCreatedAt().toString());
        add(headers, "ce_dataschema", "urn:shop-identity:schema:customer.updated:1");
        add(headers, "ce_sequence", "00000000000000000001");
        add(headers, "ce_actor", "admin");
        add(headers, "ce_channel", "admin-api");
        add(headers, "content-type", "application/json");
        return kafka;
    }

    private static void add(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        producer.close();
    }
}
