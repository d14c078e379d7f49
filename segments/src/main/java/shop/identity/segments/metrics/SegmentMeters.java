package shop.identity.segments.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Collection;
import shop.identity.metrics.Meters;
import shop.identity.segments.membership.Moves;

/** What this node did to segments. */
public final class SegmentMeters implements AutoCloseable {

    private final Meters meters;
    private final Timer sweeps;
    private final Counter joins;
    private final Counter leaves;
    private final Counter failedChanges;
    private final Counter failedSweeps;
    private final Counter unreadable;
    private final Counter failedDefaults;

    public SegmentMeters(MeterRegistry registry) {
        this.meters = new Meters(registry);
        this.sweeps = meters.add(Timer.builder("shop.segment.sweep")
                .description("Evaluations of all customers of a realm, from their beginning to their end on this node")
                .register(registry));
        this.joins = counter("shop.segment.joins", "Customers whom a rule or a default made members of a segment");
        this.leaves = counter("shop.segment.leaves", "Customers whom a rule took out of a segment");
        this.failedChanges = failures("change");
        this.failedSweeps = failures("sweep");
        this.unreadable = failures("rule");
        this.failedDefaults = counter(
                "shop.segment.default.failures",
                "Customers who were created without their segments, for a sweep to mend");
    }

    private Counter counter(String name, String description) {
        return meters.add(Counter.builder(name).description(description).register(meters.registry()));
    }

    private Counter failures(String of) {
        return meters.add(Counter.builder("shop.segment.failures")
                .description(
                        "Evaluations that failed: of a customer's change, of a sweep's step, or of a rule that cannot be read")
                .tag("of", of)
                .register(meters.registry()));
    }

    public void moved(Collection<Moves> moves) {
        joins.increment(moves.stream().mapToInt(Moves::joins).sum());
        leaves.increment(moves.stream().mapToInt(Moves::leaves).sum());
    }

    public void swept(Duration duration) {
        sweeps.record(duration);
    }

    /** @param created how many of the customers were not there before */
    public void changeFailed(long created) {
        failedChanges.increment();
        failedDefaults.increment(created);
    }

    public void sweepFailed() {
        failedSweeps.increment();
    }

    public void unreadable(long rules) {
        unreadable.increment(rules);
    }

    @Override
    public void close() {
        meters.close();
    }
}
