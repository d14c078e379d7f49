package shop.identity.limits;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;
import shop.identity.metrics.Meters;

/**
 * Attempts that could not be counted, and were refused for it. The metric tells how many; the log tells when it begins and
 * when it is over, not each of them.
 */
public final class Uncounted implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Uncounted.class);

    private final String counter;
    private final Meters meters;
    private final Counter refused;
    private final AtomicReference<Instant> awaySince = new AtomicReference<>();

    /** @param counter which one cannot count, as metric and log name it */
    public Uncounted(MeterRegistry registry, String counter) {
        this.counter = counter;
        this.meters = new Meters(registry);
        this.refused = meters.add(Counter.builder("shop.attempts.uncounted")
                .description("Attempts that were refused because they could not be counted")
                .tag("counter", counter)
                .register(registry));
    }

    public void refused(RuntimeException cause) {
        refused.increment();
        if (awaySince.compareAndSet(null, Instant.now())) {
            LOG.warnf(
                    "Attempts cannot be counted by %s, and are refused (%s)",
                    counter, cause.getClass().getSimpleName());
        }
        LOG.debug("count failed", cause);
    }

    public void counted() {
        Instant since = awaySince.get();
        if (since != null && awaySince.compareAndSet(since, null)) {
            LOG.infof(
                    "Attempts are counted again by %s after %d s",
                    counter, Duration.between(since, Instant.now()).toSeconds());
        }
    }

    @Override
    public void close() {
        meters.close();
    }
}
