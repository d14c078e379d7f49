package shop.identity.it.ground;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * A record as a consumer sees it.
 *
 * @param arrived when this run's consumer got it
 */
public record CustomerRecord(
        String key, Map<String, String> headers, JsonNode data, int partition, long offset, Instant arrived) {

    public String id() {
        return headers.get("ce_id");
    }

    public String type() {
        return headers.get("ce_type");
    }

    public long sequence() {
        return Long.parseLong(headers.get("ce_sequence"));
    }

    public String actor() {
        return headers.get("ce_actor");
    }

    public String channel() {
        return headers.get("ce_channel");
    }

    public Instant time() {
        return Instant.parse(headers.get("ce_time"));
    }

    /** From just before the commit to the consumer. */
    public Duration latency() {
        return Duration.between(time(), arrived);
    }

    /** {@code customer.created by self over registration-form}. */
    public String told() {
        return type() + " by " + actor() + " over " + channel();
    }
}
