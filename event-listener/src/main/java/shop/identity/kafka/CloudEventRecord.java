package shop.identity.kafka;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import shop.identity.outbox.OutboxMessage;

/**
 * An outbox message as a Kafka record. A tombstone has no headers: it is no CloudEvent, and nothing in it looks like one.
 *
 * @see <a href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/kafka-protocol-binding.md">Kafka
 *     protocol binding for CloudEvents 1.0, binary content mode</a>
 */
final class CloudEventRecord {

    private CloudEventRecord() {}

    static ProducerRecord<String, String> of(String topic, OutboxMessage message) {
        ProducerRecord<String, String> kafka = new ProducerRecord<>(topic, message.customerId(), message.payload());
        if (message.isTombstone()) {
            return kafka;
        }
        Headers headers = kafka.headers();
        add(headers, "ce_specversion", "1.0");
        add(headers, "ce_id", message.id().toString());
        add(headers, "ce_source", message.source());
        add(headers, "ce_type", message.type());
        add(headers, "ce_subject", message.customerId());
        add(headers, "ce_time", message.time());
        add(headers, "ce_dataschema", message.dataSchema());
        add(headers, "ce_sequence", message.sequence());
        add(headers, "ce_actor", message.actor());
        add(headers, "ce_channel", message.channel());
        if (message.traceparent() != null) {
            add(headers, "traceparent", message.traceparent());
        }
        add(headers, "content-type", "application/json");
        return kafka;
    }

    private static void add(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
