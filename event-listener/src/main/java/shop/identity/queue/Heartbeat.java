package shop.identity.queue;

import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Signs of life while something takes its time: a slow node is no dead one. */
public final class Heartbeat implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Heartbeat.class);

    private final ScheduledExecutorService clock;
    private final Duration interval;

    /** @param interval well below the lease that is to be kept */
    public Heartbeat(String name, Duration interval) {
        this.interval = interval;
        this.clock = Executors.newSingleThreadScheduledExecutor(beat -> {
            Thread thread = new Thread(beat, "shop-heartbeat-" + name.toLowerCase(Locale.ROOT));
            thread.setDaemon(true);
            return thread;
        });
    }

    /** @param beat renews the lease; to be closed when there is no need to any more */
    public Beats during(Runnable beat) {
        return new Beats(beat);
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }

    /** Closing waits for a beat under way: what follows must not meet it at the same rows. */
    public final class Beats implements AutoCloseable {

        private final Runnable beat;
        private final Future<?> schedule;

        private Beats(Runnable beat) {
            this.beat = beat;
            this.schedule = clock.scheduleWithFixedDelay(
                    this::beat, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
        }

        /** A beat that is lost to a database outage is no reason to stop beating. */
        private synchronized void beat() {
            try {
                if (!schedule.isCancelled()) {
                    beat.run();
                }
            } catch (RuntimeException | Error e) {
                LOG.debug("lease not renewed", e);
            }
        }

        @Override
        public synchronized void close() {
            schedule.cancel(false);
        }
    }
}
