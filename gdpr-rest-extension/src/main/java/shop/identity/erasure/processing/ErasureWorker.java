package shop.identity.erasure.processing;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jboss.logging.Logger;

/** This node's share of the erasures: a few threads, each of which takes what is due. */
public final class ErasureWorker implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(ErasureWorker.class);

    /** While one waits for the database the other computes. */
    private static final int THREADS = 2;

    private static final Duration POLL = Duration.ofSeconds(2);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    /** The longest that a server's stop waits for us: for the transactions at hand. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final DueErasures erasures;
    private final Semaphore wakeUps = new Semaphore(0);
    private final List<Thread> threads;
    private volatile boolean running = true;

    public ErasureWorker(DueErasures erasures) {
        this.erasures = erasures;
        this.threads = IntStream.range(0, THREADS).mapToObj(this::thread).toList();
    }

    private Thread thread(int number) {
        Thread thread = new Thread(this::run, "shop-erasure-" + number);
        thread.setDaemon(true);
        return thread;
    }

    public void start() {
        threads.forEach(Thread::start);
    }

    /** Something was committed that is due: the more there is, the more threads are needed, and each takes one permit. */
    public void wake() {
        if (wakeUps.availablePermits() < THREADS) {
            wakeUps.release();
        }
    }

    private void run() {
        Duration pause = POLL;
        try {
            while (running) {
                pause = turn(pause);
                awaitWakeUp(pause);
            }
        } catch (InterruptedException e) {
            LOG.debug("interrupted while stopping");
        }
    }

    /** Others' permits are theirs: whoever took them all would leave a thread asleep, at the server's stop as well. */
    private void awaitWakeUp(Duration pause) throws InterruptedException {
        if (wakeUps.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS)) {
            LOG.trace("woken up");
        }
    }

    /** @return until the next: longer each time that it fails */
    private Duration turn(Duration lastPause) {
        try {
            while (running && erasures.next()) {
                LOG.trace("one is done, or somebody else's");
            }
            return POLL;
        } catch (RuntimeException | Error e) {
            // Whatever it was, this thread goes on: there is no other to do its work.
            Duration pause = lastPause.multipliedBy(2);
            pause = pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
            if (running) {
                LOG.warnf(
                        "Erasures cannot be carried out now (%s); tried again in %d s",
                        e.getClass().getSimpleName(), pause.toSeconds());
            }
            LOG.debug("no erasures", e);
            return pause;
        }
    }

    @Override
    public void close() {
        running = false;
        wakeUps.release(THREADS);
        long end = System.nanoTime() + GRACE.toNanos();
        try {
            for (Thread thread : threads) {
                long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
                if (thread.isAlive() && left > 0) {
                    thread.join(left);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
