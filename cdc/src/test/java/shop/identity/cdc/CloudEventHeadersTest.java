package shop.identity.cdc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.header.Headers;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("EV-12")
class CloudEventHeadersTest {

    private final CloudEventHeaders<SourceRecord> transformation = new CloudEventHeaders<>();

    @Test
    void headersAreFinishedAndKeepTheirOrder() {
        SourceRecord finished = transformation.apply(record("{}", routed("00-trace")));

        assertThat(named(finished))
                .containsExactly(
                        "ce_specversion: 1.0", "ce_id: e-1", "traceparent: 00-trace", "content-type: application/json");
        assertThat(finished.key()).isEqualTo("c-1");
        assertThat(finished.value()).isEqualTo("{}");
        assertThat(finished.topic()).isEqualTo("customer-events");
    }

    @Test
    void headerOfANullColumnIsAbsent() {
        assertThat(transformation.apply(record("{}", routed(null))).headers().lastWithName("traceparent"))
                .isNull();
    }

    @Test
    void tombstoneHasNoHeaders() {
        assertThat(transformation.apply(record(null, routed(null))).headers()).isEmpty();
    }

    @Test
    void heartbeatPassesAsItIs() {
        SourceRecord heartbeat = record("{}", new ConnectHeaders());

        assertThat(transformation.apply(heartbeat)).isSameAs(heartbeat);
    }

    private static Headers routed(String traceparent) {
        return new ConnectHeaders()
                .addString("id", "e-1")
                .addString("ce_id", "e-1")
                .add("traceparent", traceparent, Schema.OPTIONAL_STRING_SCHEMA);
    }

    private static SourceRecord record(String value, Headers headers) {
        return new SourceRecord(
                Map.of(),
                Map.of(),
                "customer-events",
                null,
                Schema.STRING_SCHEMA,
                "c-1",
                Schema.OPTIONAL_STRING_SCHEMA,
                value,
                0L,
                headers);
    }

    private static List<String> named(SourceRecord record) {
        return StreamSupport.stream(record.headers().spliterator(), false)
                .map(header -> header.key() + ": " + header.value())
                .toList();
    }
}
