package shop.identity.reset;

import io.micrometer.core.instrument.Metrics;
import java.time.Clock;
import java.time.Duration;
import org.keycloak.models.KeycloakSessionFactory;
import shop.identity.metrics.DeliveredMeters;
import shop.identity.metrics.QueueMetrics;
import shop.identity.queue.Backoff;
import shop.identity.queue.QueueWorker;
import shop.identity.queue.Transactions;
import shop.identity.queue.Turns;
import shop.identity.queue.WorkerSettings;
import shop.identity.server.KeycloakTransactions;

/** This node's part in looking into requests, and what it tells of their queue at {@code /metrics}. */
final class ResetWorker implements AutoCloseable {

    private static final WorkerSettings SETTINGS = new WorkerSettings(
            1,
            64,
            64,
            1,
            Duration.ofSeconds(5),
            Duration.ofSeconds(1),
            Duration.ofMillis(250),
            Duration.ofSeconds(5),
            new Backoff(Duration.ofSeconds(2), Duration.ofMinutes(1)));

    private final Transactions transactions;

    /** Nothing more: how many requests were anybody's is not for everybody who reads metrics. */
    private final QueueMetrics<ResetRequest> metrics =
            new QueueMetrics<>(Metrics.globalRegistry, ResetQueue.NAME, DeliveredMeters.none());

    private final QueueWorker<ResetRequest> worker;

    /** @param works whether this node looks into requests */
    ResetWorker(KeycloakSessionFactory sessions, ResetQueue queue, boolean works) {
        transactions = new KeycloakTransactions(sessions, "reset requests");
        worker = works
                ? new QueueWorker<>(new Turns<>(
                        "Reset",
                        queue.entries(),
                        queue.requests(),
                        new ResetSink(sessions, queue.requests(), Clock.systemUTC()),
                        transactions,
                        SETTINGS,
                        metrics))
                : null;
    }

    /** The tables are there. */
    void start() {
        metrics.start(transactions, () -> worker != null && worker.isRunning());
        if (worker != null) {
            worker.start();
        }
    }

    @Override
    public void close() {
        if (worker != null) {
            worker.close();
        }
        metrics.close();
    }
}
