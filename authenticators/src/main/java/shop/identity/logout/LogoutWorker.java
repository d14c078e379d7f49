package shop.identity.logout;

import io.micrometer.core.instrument.Metrics;
import java.time.Clock;
import java.time.Duration;
import org.keycloak.models.KeycloakSessionFactory;
import shop.identity.metrics.DeliveredMeters;
import shop.identity.metrics.QueueMetrics;
import shop.identity.queue.Backoff;
import shop.identity.queue.QueueWorker;
import shop.identity.queue.Recipients;
import shop.identity.queue.Transactions;
import shop.identity.queue.Turns;
import shop.identity.queue.WorkerSettings;

/** This node's part in telling applications, and what it tells of their queue at {@code /metrics}. */
final class LogoutWorker implements AutoCloseable {

    /**
     * One logout per turn, so that each is written down right after its application took it. Several turns at a time: most
     * of them wait for an application.
     */
    private static final WorkerSettings SETTINGS = new WorkerSettings(
            4,
            1,
            1,
            1,
            Duration.ofSeconds(5),
            Duration.ofSeconds(1),
            Duration.ofMillis(250),
            Duration.ofSeconds(5),
            new Backoff(Duration.ofSeconds(2), Duration.ofMinutes(5)));

    private final Transactions transactions;
    private final QueueMetrics<QueuedLogout> metrics =
            new QueueMetrics<>(Metrics.globalRegistry, LogoutJobs.NAME, DeliveredMeters.none());
    private final QueueWorker<QueuedLogout> worker;

    LogoutWorker(KeycloakSessionFactory sessions, Transactions transactions, LogoutJobs jobs, LogoutOptions options) {
        this.transactions = transactions;
        this.worker = options.works()
                ? new QueueWorker<>(new Turns<>(
                        "Logouts",
                        jobs.entries(),
                        jobs.logouts(),
                        sink(sessions, options),
                        transactions,
                        SETTINGS,
                        metrics))
                : null;
    }

    private static LogoutSink sink(KeycloakSessionFactory sessions, LogoutOptions options) {
        Clock clock = Clock.systemUTC();
        Recipients<String> applications = new Recipients<>("Logouts", clock);
        return new LogoutSink(sessions, new LogoutPost(options, applications), applications, options.giveUp(), clock);
    }

    /** The tables are there. */
    void start() {
        metrics.start(transactions, () -> worker != null && worker.isRunning());
        if (worker != null) {
            worker.start();
        }
    }

    void wake() {
        if (worker != null) {
            worker.wake();
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
