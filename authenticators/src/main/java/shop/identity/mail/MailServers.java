package shop.identity.mail;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * Which mail servers are away. One that just could not be reached is left alone for a moment: with a thousand mails to
 * send, one would otherwise wait a thousand times for the same time-out, and others' mails with it. The log says once that
 * a server is away, and once that it is back.
 *
 * <p>What a node knows of a server it found out by itself.
 */
final class MailServers {

    private static final Logger LOG = Logger.getLogger(MailServers.class);

    private static final Duration MOMENT = Duration.ofSeconds(4);

    private record Outage(Instant since, Instant leftAloneUntil, String reason) {}

    private final Clock clock;
    private final Map<SmtpSettings.Account, Outage> outages = new ConcurrentHashMap<>();

    MailServers(Clock clock) {
        this.clock = clock;
    }

    /** @return why the server is not to be asked now; null when it is */
    String whyNotNow(SmtpSettings.Account server) {
        Outage outage = outages.get(server);
        return outage == null || outage.leftAloneUntil().isBefore(clock.instant()) ? null : outage.reason();
    }

    void isAway(SmtpSettings.Account server, String reason) {
        Instant now = clock.instant();
        Outage before = outages.get(server);
        outages.put(server, new Outage(before == null ? now : before.since(), now.plus(MOMENT), reason));
        if (before == null || !before.reason().equals(reason)) {
            LOG.warnf("Mails for %s wait in the database: %s", server, reason);
        }
    }

    void isThere(SmtpSettings.Account server) {
        Outage outage = outages.remove(server);
        if (outage != null) {
            LOG.infof(
                    "Mails for %s are sent again after %d s",
                    server, Duration.between(outage.since(), clock.instant()).toSeconds());
        }
    }
}
