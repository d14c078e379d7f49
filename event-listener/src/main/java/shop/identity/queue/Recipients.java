package shop.identity.queue;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * Which of the many that a queue delivers to are away. One that just could not be reached is left alone for a moment: with a
 * thousand jobs for it, a sink would otherwise wait a thousand times for the same time-out, and others' jobs with it. The
 * log says once that one is away, and once that it is back.
 *
 * <p>What a node knows of a recipient it found out by itself.
 *
 * @param <R> its name is what the log calls it
 */
public final class Recipients<R> {

    private static final Logger LOG = Logger.getLogger(Recipients.class);

    private static final Duration MOMENT = Duration.ofSeconds(4);

    private record Outage(Instant since, Instant leftAloneUntil, String reason) {}

    private final String jobs;
    private final Clock clock;
    private final Map<R, Outage> outages = new ConcurrentHashMap<>();

    /** @param jobs what they get, for the log: {@code Mails} */
    public Recipients(String jobs, Clock clock) {
        this.jobs = jobs;
        this.clock = clock;
    }

    /** @return why it is not to be asked now; null when it is */
    public String whyNotNow(R recipient) {
        Outage outage = outages.get(recipient);
        return outage == null || outage.leftAloneUntil().isBefore(clock.instant()) ? null : outage.reason();
    }

    public void isAway(R recipient, String reason) {
        Instant now = clock.instant();
        Outage before = outages.get(recipient);
        outages.put(recipient, new Outage(before == null ? now : before.since(), now.plus(MOMENT), reason));
        if (before == null || !before.reason().equals(reason)) {
            LOG.warnf("%s for %s wait in the database: %s", jobs, recipient, reason);
        }
    }

    public void isThere(R recipient) {
        Outage outage = outages.remove(recipient);
        if (outage != null) {
            LOG.infof(
                    "%s for %s are sent again after %d s",
                    jobs,
                    recipient,
                    Duration.between(outage.since(), clock.instant()).toSeconds());
        }
    }
}
