package shop.identity.sms;

import io.micrometer.core.instrument.Metrics;
import java.time.Duration;
import org.keycloak.models.KeycloakSessionFactory;
import shop.identity.metrics.DeliveredCount;
import shop.identity.metrics.NodeWorker;
import shop.identity.queue.Backoff;
import shop.identity.queue.Transactions;
import shop.identity.queue.Turns;
import shop.identity.queue.WorkerSettings;

/** This node's part in sending messages, and what it tells of the queue at {@code /metrics}. */
final class SmsWorker extends NodeWorker<QueuedSms> {

    /**
     * One message per turn, so that each is written down as sent right after the gateway took it. Several turns at a time:
     * most of them wait for the gateway. Codes live for minutes: they are not left alone for long.
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
            new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(30)));

    SmsWorker(KeycloakSessionFactory sessions, Transactions transactions, SmsJobs jobs, boolean works) {
        super(
                SmsJobs.NAME,
                new DeliveredCount<>(
                        Metrics.globalRegistry,
                        "shop.sms.sent",
                        "Text messages that the gateway took, repeated ones among them"),
                transactions,
                works,
                observer -> new Turns<>(
                        "Text message gateway",
                        jobs.entries(),
                        jobs.messages(),
                        new SmsSink(sessions),
                        transactions,
                        SETTINGS,
                        observer));
    }
}
