package shop.identity.it.cdc;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.utils.Bytes;

/**
 * A record byte by byte: what two publishers of one event must agree on.
 *
 * @param value null in a tombstone
 */
record RawRecord(int partition, Bytes key, List<Header> headers, Bytes value) {

    /** @param value null when the header is there and has none */
    record Header(String name, Bytes value) {}

    static RawRecord of(ConsumerRecord<byte[], byte[]> kafka) {
        List<Header> headers = StreamSupport.stream(kafka.headers().spliterator(), false)
                .map(header -> new Header(header.key(), Bytes.wrap(header.value())))
                .toList();
        return new RawRecord(kafka.partition(), Bytes.wrap(kafka.key()), headers, Bytes.wrap(kafka.value()));
    }

    boolean isAbout(String customerId) {
        return Bytes.wrap(customerId.getBytes(StandardCharsets.UTF_8)).equals(key);
    }

    List<String> headerNames() {
        return headers.stream().map(Header::name).toList();
    }
}
