package shop.identity.bench.segments;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;

/**
 * One that is over, as the server tells of it.
 *
 * @param joined how many joins came of it
 * @param left   how many leaves
 */
record Evaluation(Instant startedAt, Instant endedAt, long customers, long joined, long left) {

    static Evaluation of(JsonNode json) {
        return new Evaluation(
                Instant.parse(json.get("startedAt").textValue()),
                Instant.parse(json.get("endedAt").textValue()),
                json.get("customers").longValue(),
                json.get("joined").longValue(),
                json.get("left").longValue());
    }

    /** By the database's clock, from the claim to the end: who asks, and how often, is not in it. */
    Duration took() {
        return Duration.between(startedAt, endedAt);
    }

    double seconds() {
        return took().toMillis() / 1000.0;
    }

    long moves() {
        return joined + left;
    }
}
