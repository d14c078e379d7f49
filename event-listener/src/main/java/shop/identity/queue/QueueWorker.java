package shop.identity.queue;

import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Empties a queue into a sink: claim → deliver → settle, over and over. Every node runs one; the leases in
 * {@link QueueTable} share the work, between nodes as between the threads of one, so there is no leader.
 *
 * <p>The node that commits an entry wakes its own worker, so an idle queue costs one look per {@code poll} and a busy
 * one no waiting. A wake-up for a lane that another node holds is not lost: that node looks once more after it has
 * freed its lanes.
 *
 * <p>Crash safety: see {@link QueueTable}. A job may be delivered again, never lost, and never before an earlier job of
 * its key.
 */
public final class QueueWorker<J> implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(QueueWorker.class);

    /** Twice this is the longest that a server's stop waits for us. */
    private static final Duration GRACE = Duration.ofSeconds(3);

    private final Turns<J> turns;
    private final Semaphore wakeUps = new Semaphore(0);
    private final Thread[] threads;
    private volatile boolean running = true;

    /** @param turns the worker's own: closed with it */
    public QueueWorker(Turns<J> turns) {
        this.turns = turns;
        this.threads = IntStream.range(0, turns.settings().threads())
                .mapToObj(this::thread)
                .toArray(Thread[]::new);
    }

    private Thread thread(int number) {
        String name = "shop-queue-" + turns.name().toLowerCase(Locale.ROOT) + "-" + number;
        Thread thread = new Thread(this::run, name);
        thread.setDaemon(true);
        return thread;
    }

    /** Whether its threads are at work: from {@link #start} on, until it is closed. */
    public boolean isRunning() {
        return Stream.of(threads).allMatch(Thread::isAlive);
    }

    public void start() {
        for (Thread thread : threads) {
            thread.start();
        }
    }

    /** Something was committed. Cheap; called by request threads. */
    public void wake() {
        wakeUps.release();
    }

    /**
     * Finishes the batches at hand, stops and closes the sink. What the sink does not confirm soon stays in the queue
     * for another node.
     */
    @Override
    public void close() {
        running = false;
        wakeUps.release(threads.length);
        try {
            if (!awaitEnd()) {
                interrupt();
                awaitEnd();
            }
        } catch (InterruptedException e) {
            interrupt();
            Thread.currentThread().interrupt();
        }
        turns.close();
    }

    /** A thread that was never started is at its end. */
    private boolean awaitEnd() throws InterruptedException {
        long deadline = System.nanoTime() + GRACE.toNanos();
        for (Thread thread : threads) {
            TimeUnit.NANOSECONDS.timedJoin(thread, Math.max(1, deadline - System.nanoTime()));
        }
        return Stream.of(threads).noneMatch(Thread::isAlive);
    }

    private void interrupt() {
        for (Thread thread : threads) {
            thread.interrupt();
        }
    }

    private void run() {
        try {
            for (int failures = 0; running; ) {
                failures = turnOrPause(failures);
            }
        } catch (InterruptedException e) {
            LOG.debugf("%s: interrupted while stopping", turns.name());
        }
    }

    /** @return how many turns in a row have failed by now */
    private int turnOrPause(int failures) throws InterruptedException {
        Turns.Outcome outcome;
        try {
            // A backlog wakes all threads; the commit that made it wakes one.
            outcome = turns.take(() -> running, this::wake);
        } catch (RuntimeException | Error e) {
            // Whatever it was, this thread goes on: there is no other to do its work.
            turns.failed(e);
            outcome = Turns.Outcome.UNAVAILABLE;
        }
        if (outcome == Turns.Outcome.UNAVAILABLE && running) {
            TimeUnit.MILLISECONDS.sleep(
                    turns.settings().backoff().after(failures).toMillis());
            return failures + 1;
        }
        if (outcome == Turns.Outcome.IDLE
                && wakeUps.tryAcquire(turns.settings().poll().toMillis(), TimeUnit.MILLISECONDS)) {
            wakeUps.drainPermits();
        }
        return 0;
    }
}
