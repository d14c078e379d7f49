package shop.identity.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import shop.identity.queue.Delivery;
import shop.identity.queue.Delivery.Outcome;

/** How one queue's deliveries from this node go. */
final class DeliveryMeters implements AutoCloseable {

    private static final Set<Outcome> FAILED = EnumSet.of(Outcome.RETRY, Outcome.REJECTED, Outcome.UNAVAILABLE);

    private final Meters meters;
    private final String queue;
    private final Map<Outcome, Counter> failures = new EnumMap<>(Outcome.class);
    private volatile boolean sinkAway;

    DeliveryMeters(MeterRegistry registry, String queue) {
        this.meters = new Meters(registry);
        this.queue = queue;
        // From the start, at 0: what first shows up at 1 never rose for whoever asks for a rate.
        FAILED.forEach(outcome -> failures.put(
                outcome,
                meters.add(Counter.builder("shop.queue.failed.attempts")
                        .description("Deliveries that the sink did not confirm")
                        .tag("queue", queue)
                        .tag("outcome", outcome.name().toLowerCase(Locale.ROOT))
                        .register(registry))));
        meters.add(Gauge.builder("shop.queue.sink.unavailable", () -> sinkAway ? 1 : 0)
                .description("1 while the sink, or a part of it, takes nothing from this node")
                .tag("queue", queue)
                .register(registry));
    }

    void workerRuns(BooleanSupplier runs) {
        meters.add(Gauge.builder("shop.queue.relay.running", () -> runs.getAsBoolean() ? 1 : 0)
                .description("1 while this node works on the queue")
                .tag("queue", queue)
                .register(meters.registry()));
    }

    void answered(List<Delivery> answers) {
        FAILED.forEach(outcome -> failures.get(outcome)
                .increment(answers.stream()
                        .filter(answer -> answer.outcome() == outcome)
                        .count()));
    }

    void sinkAway(boolean away) {
        sinkAway = away;
    }

    @Override
    public void close() {
        meters.close();
    }
}
