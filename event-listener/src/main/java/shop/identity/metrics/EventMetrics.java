package shop.identity.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.util.List;
import java.util.function.BooleanSupplier;
import shop.identity.outbox.OutboxMessage;
import shop.identity.queue.BacklogGauge;
import shop.identity.queue.Delivery;
import shop.identity.queue.QueueObserver;
import shop.identity.queue.Transactions;

/**
 * What this node tells at Keycloak's {@code /metrics} about customer events: how they go out, and how far their queue is
 * behind.
 *
 * <p>While the server has no metrics ({@code metrics-enabled}) nothing is measured, and the database is not asked.
 */
public final class EventMetrics implements QueueObserver<OutboxMessage>, AutoCloseable {

    private final CompositeMeterRegistry registry;
    private final String queue;
    private final DeliveryMeters deliveries;
    private final PublishedMeters published;
    private BacklogMeters backlog;

    /** @param registry the server's: without a registry in it, its metrics are off */
    public EventMetrics(CompositeMeterRegistry registry, String queue) {
        this.registry = registry;
        this.queue = queue;
        this.deliveries = new DeliveryMeters(registry, queue);
        this.published = new PublishedMeters(registry);
    }

    /**
     * Begins to measure the queue, when the tables are there.
     *
     * @param relayRuns whether this node's relay is at work, asked at each scrape
     */
    public void start(Transactions transactions, BooleanSupplier relayRuns) {
        deliveries.relayRuns(relayRuns);
        if (isOn(registry)) {
            backlog = new BacklogMeters(registry, queue, new BacklogGauge(queue), transactions);
            backlog.start();
        }
    }

    private static boolean isOn(MeterRegistry registry) {
        return !(registry instanceof CompositeMeterRegistry composite)
                || composite.getRegistries().stream().anyMatch(EventMetrics::isOn);
    }

    @Override
    public void answered(List<OutboxMessage> messages, List<Delivery> answers) {
        deliveries.answered(answers);
        published.answered(messages, answers);
    }

    @Override
    public void sinkAway(boolean away) {
        deliveries.sinkAway(away);
    }

    /** Stops measuring and takes the meters out of the registry. */
    @Override
    public void close() {
        if (backlog != null) {
            backlog.close();
        }
        published.close();
        deliveries.close();
    }
}
