package shop.identity.cleanup;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import shop.identity.queue.Transactions;

/**
 * Takes away what has expired, in small transactions with pauses in between. Every node does it; the first finds the work,
 * the others find it done.
 */
public final class Cleanup implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Cleanup.class);
    private static final int AT_ONCE = 1000;
    private static final Duration INTERVAL = Duration.ofMinutes(10);

    /** One kind of thing that expires. */
    @FunctionalInterface
    public interface Expired {
        /** @return how many were removed; fewer than {@code most}: there are no more */
        int remove(Connection connection, int most) throws SQLException;
    }

    private final String what;
    private final Transactions transactions;
    private final List<Expired> kinds;
    private final ScheduledExecutorService clock;

    /** @param what names the thread, and stands in the log */
    public Cleanup(String what, Transactions transactions, List<Expired> kinds) {
        this.what = what;
        this.transactions = transactions;
        this.kinds = List.copyOf(kinds);
        this.clock = Executors.newSingleThreadScheduledExecutor(cleanup -> {
            Thread thread = new Thread(cleanup, "shop-cleanup-" + what);
            thread.setDaemon(true);
            return thread;
        });
    }

    public void start() {
        clock.scheduleWithFixedDelay(this::run, 1, INTERVAL.toMinutes(), TimeUnit.MINUTES);
    }

    /** Whatever it was, the next time it may be gone: a task that throws would not come again. */
    private void run() {
        try {
            for (Expired kind : kinds) {
                remove(kind);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            LOG.warnf("Expired %s cannot be removed now", what);
            LOG.debug("cleanup failed", e);
        }
    }

    private void remove(Expired kind) throws InterruptedException {
        int removed;
        do {
            long began = System.nanoTime();
            removed = transactions.call(connection -> kind.remove(connection, AT_ONCE));
            // As long a pause as the work took: half of one connection's time at most.
            TimeUnit.NANOSECONDS.sleep(System.nanoTime() - began);
        } while (removed == AT_ONCE);
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
