package shop.identity.remote;

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

/** This node's part in telling services, and what it tells of their queue at {@code /metrics}. */
final class RemoteWorker extends NodeWorker<ErasureTask> {

    /**
     * One task per turn, so that each is written down right after its service took it. Several turns at a time: most of them
     * wait for a service. One that comes back after a day is told within a quarter of an hour.
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
            new Backoff(Duration.ofSeconds(2), Duration.ofMinutes(15)));

    RemoteWorker(
            KeycloakSessionFactory sessions,
            Transactions transactions,
            ErasureTasks tasks,
            RemoteOptions options,
            Clock clock) {
        super(
                ErasureTasks.NAME,
                DeliveredMeters.none(),
                transactions,
                options.works(),
                observer -> new Turns<>(
                        "Remote erasures",
                        tasks.entries(),
                        tasks.table(),
                        sink(sessions, options, clock),
                        transactions,
                        SETTINGS,
                        observer));
    }

    private static RemoteSink sink(KeycloakSessionFactory sessions, RemoteOptions options, Clock clock) {
        Recipients<String> services = new Recipients<>("Erasures", clock);
        return new RemoteSink(sessions, options, new RemoteCall(options, services), services);
    }
}
