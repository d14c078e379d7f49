package shop.identity.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import shop.identity.customer.CustomerEventType;
import shop.identity.outbox.EventIds;
import shop.identity.outbox.OutboxMessage;
import shop.identity.queue.Delivery;
import shop.identity.queue.Delivery.Outcome;

/** What this node published, and how long after it happened. */
public final class PublishedMeters implements DeliveredMeters<OutboxMessage> {

    private static final Duration[] BUCKETS = Stream.of(
                    5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 30_000, 60_000, 300_000)
            .map(Duration::ofMillis)
            .toArray(Duration[]::new);

    private final Meters meters;
    private final Map<String, Counter> byType = new ConcurrentHashMap<>();
    private final Timer delay;

    public PublishedMeters(MeterRegistry registry) {
        this.meters = new Meters(registry);
        Arrays.stream(CustomerEventType.values()).map(CustomerEventType::type).forEach(this::counterOf);
        this.delay = meters.add(Timer.builder("shop.events.commit.to.ack")
                .description("From an event's capture, just before its commit, to the broker's acknowledgement")
                .serviceLevelObjectives(BUCKETS)
                .register(registry));
    }

    /** The records of a call are acknowledged at about the same time: the time of its end stands for all. */
    @Override
    public void answered(List<OutboxMessage> messages, List<Delivery> answers) {
        Instant acknowledged = Instant.now();
        for (int i = 0; i < messages.size(); i++) {
            if (answers.get(i).outcome() == Outcome.DELIVERED) {
                OutboxMessage message = messages.get(i);
                counterOf(message.type()).increment();
                Duration took = Duration.between(EventIds.timeOf(message.id()), acknowledged);
                // Captured by a node whose clock is ahead of ours.
                delay.record(took.isNegative() ? Duration.ZERO : took);
            }
        }
    }

    private Counter counterOf(String type) {
        return byType.computeIfAbsent(
                type,
                name -> meters.add(Counter.builder("shop.events.published")
                        .description("Records that the broker acknowledged, repeated ones among them")
                        .tag("type", name)
                        .register(meters.registry())));
    }

    @Override
    public void close() {
        meters.close();
    }
}
