package shop.identity.queue;

import java.time.Duration;
import java.time.Instant;
import org.jboss.logging.Logger;

/** Says once that something is away, and once that it is back: a log that repeats itself for hours is not read. */
final class Outages {

    private final String sink;
    private final Logger log;
    private Instant sinkAwaySince;
    private String reason;
    private Instant databaseAwaySince;

    Outages(String sink, Logger log) {
        this.sink = sink;
        this.log = log;
    }

    void sinkUnavailable(String why) {
        if (sinkAwaySince == null) {
            sinkAwaySince = Instant.now();
        }
        if (!why.equals(reason)) {
            reason = why;
            log.warnf("%s takes no messages, they wait in the database: %s", sink, why);
        }
    }

    void sinkAnswered() {
        if (sinkAwaySince != null) {
            log.infof("%s takes messages again after %d s", sink, secondsSince(sinkAwaySince));
            sinkAwaySince = null;
            reason = null;
        }
    }

    void databaseFailed(RuntimeException e) {
        if (databaseAwaySince == null) {
            databaseAwaySince = Instant.now();
            log.warnf("The queue of %s cannot be read or written: %s", sink, rootOf(e));
            log.debug("queue failure", e);
        }
    }

    void databaseAnswered() {
        if (databaseAwaySince != null) {
            log.infof("The queue of %s is at work again after %d s", sink, secondsSince(databaseAwaySince));
            databaseAwaySince = null;
        }
    }

    private static String rootOf(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.toString();
    }

    private static long secondsSince(Instant since) {
        return Duration.between(since, Instant.now()).toSeconds();
    }
}
