package shop.identity.cdc;

import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.header.Header;
import org.apache.kafka.connect.header.Headers;
import org.apache.kafka.connect.transforms.Transformation;

/**
 * Finishes the headers of a record that Debezium's event router made of a row of the outbox, so that they are the
 * relay's: adds those that are the same for every event, and removes the router's own and those whose column was null.
 * A tombstone has none at all.
 *
 * <p>It has no settings. Other records, such as heartbeats, pass as they are.
 */
public final class CloudEventHeaders<R extends ConnectRecord<R>> implements Transformation<R> {

    private static final String ADDED_BY_ROUTER = "id";

    @Override
    public R apply(R record) {
        if (record.headers().lastWithName("ce_id") == null) {
            return record;
        }
        return record.newRecord(
                record.topic(),
                record.kafkaPartition(),
                record.keySchema(),
                record.key(),
                record.valueSchema(),
                record.value(),
                record.timestamp(),
                record.value() == null ? new ConnectHeaders() : finished(record.headers()));
    }

    private static Headers finished(Headers routed) {
        Headers headers = new ConnectHeaders().addString("ce_specversion", "1.0");
        for (Header header : routed) {
            if (header.value() != null && !header.key().equals(ADDED_BY_ROUTER)) {
                headers.add(header);
            }
        }
        return headers.addString("content-type", "application/json");
    }

    @Override
    public ConfigDef config() {
        return new ConfigDef();
    }

    @Override
    public void configure(Map<String, ?> settings) {}

    @Override
    public void close() {}
}
