package shop.identity.reset;

import java.time.Clock;
import java.time.Duration;
import org.keycloak.models.KeycloakSessionFactory;
import shop.identity.metrics.DeliveredMeters;
import shop.identity.metrics.NodeWorker;
import shop.identity.queue.Backoff;
import shop.identity.queue.Transactions;
import shop.identity.queue.Turns;
import shop.identity.queue.WorkerSettings;

/** This node's part in looking into requests, and what it tells of their queue at {@code /metrics}. */
final class ResetWorker extends NodeWorker<ResetRequest> {

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

    /**
     * Nothing is told of those that were delivered: how many requests were anybody's is not for everybody who reads metrics.
     *
     * @param works whether this node looks into requests
     */
    ResetWorker(KeycloakSessionFactory sessions, Transactions transactions, ResetQueue queue, boolean works) {
        super(
                ResetQueue.NAME,
                DeliveredMeters.none(),
                transactions,
                works,
                observer -> new Turns<>(
                        "Reset",
                        queue.entries(),
                        queue.requests(),
                        new ResetSink(sessions, queue.requests(), Clock.systemUTC()),
                        transactions,
                        SETTINGS,
                        observer));
    }
}
