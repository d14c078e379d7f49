package shop.identity.logout;

import java.time.Clock;
import java.time.Duration;
import org.keycloak.models.KeycloakSessionFactory;
import shop.identity.metrics.DeliveredMeters;
import shop.identity.metrics.NodeWorker;
import shop.identity.queue.Backoff;
import shop.identity.queue.Recipients;
import shop.identity.queue.Transactions;
import shop.identity.queue.Turns;
import shop.identity.queue.WorkerSettings;

/** This node's part in telling applications, and what it tells of their queue at {@code /metrics}. */
final class LogoutWorker extends NodeWorker<QueuedLogout> {

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

    LogoutWorker(KeycloakSessionFactory sessions, Transactions transactions, LogoutJobs jobs, LogoutOptions options) {
        super(
                LogoutJobs.NAME,
                DeliveredMeters.none(),
                transactions,
                options.works(),
                observer -> new Turns<>(
                        "Logouts",
                        jobs.entries(),
                        jobs.logouts(),
                        sink(sessions, options),
                        transactions,
                        SETTINGS,
                        observer));
    }

    private static LogoutSink sink(KeycloakSessionFactory sessions, LogoutOptions options) {
        Clock clock = Clock.systemUTC();
        Recipients<String> applications = new Recipients<>("Logouts", clock);
        return new LogoutSink(sessions, new LogoutPost(options, applications), applications, options.giveUp(), clock);
    }
}
