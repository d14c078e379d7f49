package shop.identity.queue;

import java.time.Duration;
import java.time.Instant;
import org.jboss.logging.Logger;

/**
 * Says that something is away when it goes, and again only for another reason, and that it is back: a log that repeats
 * itself for hours is not read. Shared by the threads of a worker, for the same reason.
 */
final class Outages {

    /** Longer than a sink takes to give up and a worker to try again. */
    private static final Duration MEMORY = Duration.ofSeconds(30);

    private final String sink;
    private final Logger log;
    private final QueueObserver<?> observer;
    private Instant sinkAwaySince;
    private Instant sinkLastAway = Instant.MIN;
    private String reason;
    private Instant failingSince;

    Outages(String sink, Logger log, QueueObserver<?> observer) {
        this.sink = sink;
        this.log = log;
        this.observer = observer;
    }

    synchronized void sinkUnavailable(String why) {
        observer.sinkAway(true);
        sinkLastAway = Instant.now();
        if (sinkAwaySince == null) {
            sinkAwaySince = Instant.now();
        }
        if (!why.equals(reason)) {
            reason = why;
            log.warnf("%s takes no messages, they wait in the database: %s", sink, why);
        }
    }

    synchronized void sinkAnswered() {
        observer.sinkAway(false);
        if (sinkAwaySince != null) {
            log.infof("%s takes messages again after %d s", sink, secondsSince(sinkAwaySince));
            sinkAwaySince = null;
            reason = null;
        }
    }

    /**
     * There is nothing that the sink could refuse, perhaps because others are just having it refused. What the log says
     * stands until the sink takes something.
     */
    synchronized void nothingDue() {
        if (Instant.now().minus(MEMORY).isAfter(sinkLastAway)) {
            observer.sinkAway(false);
        }
    }

    /** Mostly the database is away. */
    synchronized void turnFailed(Throwable e) {
        if (failingSince == null) {
            failingSince = Instant.now();
            log.warnf("The queue of %s cannot be worked on: %s", sink, rootOf(e));
            log.debug("queue failure", e);
        }
    }

    synchronized void turnBegan() {
        if (failingSince != null) {
            log.infof("The queue of %s is worked on again after %d s", sink, secondsSince(failingSince));
            failingSince = null;
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
