package shop.identity.details;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;
import shop.identity.metrics.Meters;

/**
 * Parts that were asked for and did not come. The metric tells how many; the log tells when it begins and when it is over, not
 * each of them.
 */
final class MissingParts implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(MissingParts.class);

    private final Meters meters;
    private final Map<String, Counter> counters = new ConcurrentHashMap<>();
    private final Map<String, Instant> missingSince = new ConcurrentHashMap<>();

    MissingParts(MeterRegistry registry) {
        this.meters = new Meters(registry);
    }

    /** There may be one of that name. */
    void expect(String part) {
        counters.put(
                part,
                meters.add(Counter.builder("shop.details.incomplete")
                        .description("Customers' details that were shown without one of their parts")
                        .tag("part", part)
                        .register(meters.registry())));
    }

    void isMissing(String part, RuntimeException cause) {
        counters.get(part).increment();
        if (missingSince.putIfAbsent(part, Instant.now()) == null) {
            LOG.warnf("Customers' details are shown without %s: %s", part, reason(cause));
        }
        LOG.debugf(cause, "no %s", part);
    }

    /** Not what other exceptions say: they may repeat what they could not take. */
    private static String reason(RuntimeException cause) {
        return cause instanceof PartException
                ? cause.getMessage()
                : cause.getClass().getSimpleName();
    }

    void isThere(String part) {
        Instant since = missingSince.remove(part);
        if (since != null) {
            LOG.infof(
                    "Customers' details have %s again after %d s",
                    part, Duration.between(since, Instant.now()).toSeconds());
        }
    }

    @Override
    public void close() {
        meters.close();
    }
}
