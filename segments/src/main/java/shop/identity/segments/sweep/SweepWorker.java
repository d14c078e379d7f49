package shop.identity.segments.sweep;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.keycloak.models.KeycloakSessionFactory;
import shop.identity.queue.Transactions;
import shop.identity.segments.catalog.RuleBook;
import shop.identity.segments.customers.Customers;
import shop.identity.segments.facts.FactTable;
import shop.identity.segments.membership.LeaverTable;
import shop.identity.segments.membership.Memberships;
import shop.identity.segments.metrics.SegmentMeters;

/** This node's share of the evaluations: one thread, which takes what is due. */
public final class SweepWorker implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(SweepWorker.class);

    private static final Duration POLL = Duration.ofSeconds(2);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    /** The longest that a server's stop waits for us: for the transaction at hand. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final Sweeper sweeper;
    private final Semaphore wakeUps = new Semaphore(0);
    private final Thread thread;
    private volatile boolean running = true;

    /** @param interval from the beginning of one evaluation of a realm to the beginning of the next */
    public static SweepWorker of(
            KeycloakSessionFactory sessions,
            Transactions transactions,
            SweepTable table,
            RuleBook rules,
            Customers customers,
            Memberships memberships,
            FactTable facts,
            LeaverTable leavers,
            Duration interval,
            SegmentMeters meters) {
        SweepSteps steps = new SweepSteps(table, rules, customers, memberships, facts, leavers, meters, Sweeper.LEASE);
        return new SweepWorker(new Sweeper(sessions, transactions, table, steps, interval, meters));
    }

    SweepWorker(Sweeper sweeper) {
        this.sweeper = sweeper;
        this.thread = new Thread(this::run, "shop-segment-sweep");
        this.thread.setDaemon(true);
    }

    public void start() {
        thread.start();
    }

    /** Something was committed that is due. */
    public void wake() {
        wakeUps.release();
    }

    private void run() {
        Duration pause = POLL;
        try {
            while (running) {
                pause = turn(pause);
                if (wakeUps.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                    wakeUps.drainPermits();
                }
            }
        } catch (InterruptedException e) {
            LOG.debug("interrupted while stopping");
        }
    }

    /** @return until the next: longer each time that it fails */
    private Duration turn(Duration lastPause) {
        try {
            while (running && sweeper.next(() -> running)) {
                LOG.trace("one evaluation is done, or others are");
            }
            return POLL;
        } catch (RuntimeException | Error e) {
            // Whatever it was, this thread goes on: there is no other to do its work.
            Duration pause = lastPause.multipliedBy(2);
            pause = pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
            if (running) {
                LOG.warnf(
                        "Segments cannot be evaluated now (%s); tried again in %d s",
                        e.getClass().getSimpleName(), pause.toSeconds());
            }
            LOG.debug("evaluation failed", e);
            return pause;
        }
    }

    @Override
    public void close() {
        running = false;
        wake();
        try {
            if (thread.isAlive()) {
                thread.join(GRACE.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        sweeper.close();
    }
}
