package shop.identity.listener;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import shop.identity.outbox.ExpiredEvents;
import shop.identity.queue.Transactions;

/**
 * Takes expired events out of the outbox, in small transactions with pauses in between: the relay and the requests come
 * first. Every node does it; the first finds the work, the others find it done.
 */
final class Purge implements Worker {

    private static final Logger LOG = Logger.getLogger(Purge.class);

    /** Some 10 ms of the database's time each. */
    private static final int AT_ONCE = 1000;

    /** Between the end of one purge and the beginning of the next. */
    private static final Duration INTERVAL = Duration.ofMinutes(10);

    private final ExpiredEvents expired;
    private final Transactions transactions;
    private final ScheduledExecutorService clock;

    Purge(Duration retention, Transactions transactions) {
        this.expired = new ExpiredEvents(retention, AT_ONCE);
        this.transactions = transactions;
        this.clock = Executors.newSingleThreadScheduledExecutor(purge -> {
            Thread thread = new Thread(purge, "shop-outbox-purge");
            thread.setDaemon(true);
            return thread;
        });
    }

    @Override
    public void start() {
        clock.scheduleWithFixedDelay(this::run, INTERVAL.toMillis(), INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Whatever it was, the next time it may be gone: a task that throws would not come again. */
    private void run() {
        try {
            long removed = purge();
            if (removed > 0) {
                LOG.infof("Removed %d expired events from the outbox", removed);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            LOG.warn("Expired events cannot be removed from the outbox now");
            LOG.debug("purge failed", e);
        }
    }

    private long purge() throws InterruptedException {
        long removed = 0;
        ExpiredEvents.Stretch stretch = null;
        do {
            long began = System.nanoTime();
            ExpiredEvents.Stretch last = stretch;
            stretch = transactions.call(connection ->
                    last == null ? expired.removeFirst(connection) : expired.removeAfter(connection, last.reached()));
            removed += stretch.removed();
            // As long a pause as the work took: half of one connection's time at most.
            TimeUnit.NANOSECONDS.sleep(System.nanoTime() - began);
        } while (stretch.reached() != null);
        return removed;
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
