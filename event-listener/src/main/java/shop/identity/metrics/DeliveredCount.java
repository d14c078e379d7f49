package shop.identity.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import shop.identity.queue.Delivery;

/** How many jobs of one queue this node delivered. */
public final class DeliveredCount<J> implements DeliveredMeters<J> {

    private final Meters meters;
    private final Counter delivered;

    /** @param description of the metric, as whoever reads metrics sees it */
    public DeliveredCount(MeterRegistry registry, String name, String description) {
        this.meters = new Meters(registry);
        this.delivered =
                meters.add(Counter.builder(name).description(description).register(registry));
    }

    @Override
    public void answered(List<J> jobs, List<Delivery> answers) {
        delivered.increment(answers.stream()
                .filter(answer -> answer.outcome() == Delivery.Outcome.DELIVERED)
                .count());
    }

    @Override
    public void close() {
        meters.close();
    }
}
