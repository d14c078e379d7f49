package shop.identity.it.cdc;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.connect.header.Header;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.storage.Converter;
import org.apache.kafka.connect.storage.HeaderConverter;

/** From Kafka Connect's records to Kafka's, by the converters that a connector's configuration names. */
final class Converters {

    private final Converter key;
    private final Converter value;
    private final HeaderConverter headers;

    Converters(Map<String, String> config) {
        key = make(Converter.class, config.get("key.converter"));
        key.configure(ShippedConnector.below("key.converter", config), true);
        value = make(Converter.class, config.get("value.converter"));
        value.configure(ShippedConnector.below("value.converter", config), false);
        headers = make(HeaderConverter.class, config.get("header.converter"));
        Map<String, String> headerConfig = new HashMap<>(ShippedConnector.below("header.converter", config));
        // Given by the worker, as whether it is for keys is to the others.
        headerConfig.put("converter.type", "header");
        headers.configure(headerConfig);
    }

    ProducerRecord<byte[], byte[]> convert(SourceRecord source) {
        RecordHeaders converted = new RecordHeaders();
        for (Header header : source.headers()) {
            converted.add(
                    header.key(),
                    headers.fromConnectHeader(source.topic(), header.key(), header.schema(), header.value()));
        }
        return new ProducerRecord<>(
                source.topic(),
                source.kafkaPartition(),
                source.timestamp(),
                key.fromConnectData(source.topic(), converted, source.keySchema(), source.key()),
                value.fromConnectData(source.topic(), converted, source.valueSchema(), source.value()),
                converted);
    }

    private static <T> T make(Class<T> type, String name) {
        try {
            return type.cast(Class.forName(name).getDeclaredConstructor().newInstance());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("no converter " + name, e);
        }
    }
}
