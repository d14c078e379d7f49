package shop.identity.kafka;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import shop.identity.outbox.OutboxMessage;

/**
 * An outbox message as a Kafka record. A tombstone has no headers: it is no CloudEvent, and nothing in it looks like one.
 *
 * @see <a href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/kafka-protocol-binding.md">Kafka
 *     protocol binding for CloudEvents 1.0, binary content mode</a>
 */
final class CloudEventRecord {

    private static final int HEADERS = 12;
    private static final Header SPECIFICATION = header("ce_specversion", "1.0");
    private static final Header CONTENT_TYPE = header("content-type", "application/json");

    private CloudEventRecord() {}

    static ProducerRecord<String, String> of(String topic, OutboxMessage message) {
        return new ProducerRecord<>(
                topic,
                null,
                message.customerId(),
                message.payload(),
                message.isTombstone() ? List.of() : headersOf(message));
    }

    private static List<Header> headersOf(OutboxMessage message) {
        List<Header> headers = new ArrayList<>(HEADERS);
        headers.add(SPECIFICATION);
        headers.add(header("ce_id", message.id().toString()));
        headers.add(header("ce_source", message.source()));
        headers.add(header("ce_type", message.type()));
        headers.add(header("ce_subject", message.customerId()));
        headers.add(header("ce_time", message.time()));
        headers.add(header("ce_dataschema", message.dataSchema()));
        headers.add(header("ce_sequence", message.sequence()));
        headers.add(header("ce_actor", message.actor()));
        headers.add(header("ce_channel", message.channel()));
        if (message.traceparent() != null) {
            headers.add(header("traceparent", message.traceparent()));
        }
        headers.add(CONTENT_TYPE);
        return headers;
    }

    private static Header header(String name, String value) {
        return new RecordHeader(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
