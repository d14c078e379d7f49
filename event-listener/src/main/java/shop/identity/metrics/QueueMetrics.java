package shop.identity.metrics;

import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.util.List;
import java.util.function.BooleanSupplier;
import shop.identity.queue.BacklogGauge;
import shop.identity.queue.Delivery;
import shop.identity.queue.QueueObserver;
import shop.identity.queue.Transactions;

/**
 * What this node tells at Keycloak's {@code /metrics} about one queue: how its deliveries go, and how far it is behind.
 *
 * <p>While the server has no metrics ({@code metrics-enabled}) nothing is measured, and the database is not asked.
 */
public final class QueueMetrics<J> implements QueueObserver<J>, AutoCloseable {

    private final CompositeMeterRegistry registry;
    private final String queue;
    private final DeliveryMeters deliveries;
    private final DeliveredMeters<J> delivered;
    private BacklogMeters backlog;

    /**
     * @param registry  the server's: without a registry in it, its metrics are off
     * @param delivered what else is told of those that were delivered; closed with this
     */
    public QueueMetrics(CompositeMeterRegistry registry, String queue, DeliveredMeters<J> delivered) {
        this.registry = registry;
        this.queue = queue;
        this.deliveries = new DeliveryMeters(registry, queue);
        this.delivered = delivered;
    }

    /**
     * Begins to measure the queue, when the tables are there.
     *
     * @param workerRuns whether this node's worker is at work, asked at each scrape
     */
    public void start(Transactions transactions, BooleanSupplier workerRuns) {
        deliveries.workerRuns(workerRuns);
        if (Meters.areRead(registry)) {
            backlog = new BacklogMeters(registry, queue, new BacklogGauge(queue), transactions);
            backlog.start();
        }
    }

    @Override
    public void answered(List<J> jobs, List<Delivery> answers) {
        deliveries.answered(answers);
        delivered.answered(jobs, answers);
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
        delivered.close();
        deliveries.close();
    }
}
