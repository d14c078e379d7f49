package shop.identity.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import org.jboss.logging.Logger;
import shop.identity.queue.Backlog;
import shop.identity.queue.BacklogGauge;
import shop.identity.queue.Transactions;

/**
 * How far one queue is behind, by a look every {@link #PAUSE} and not at every scrape. A look that takes long is followed
 * by a longer pause, so that looking never takes more than a hundredth of a connection's time.
 *
 * <p>While the database does not answer the gauges are {@code NaN}: an old number would be taken for a new one.
 */
final class BacklogMeters implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(BacklogMeters.class);
    private static final Duration PAUSE = Duration.ofSeconds(15);
    private static final int SHARE = 100;

    private final Meters meters;
    private final BacklogGauge gauge;
    private final Transactions transactions;
    private final ScheduledExecutorService clock;
    private volatile Backlog seen;

    BacklogMeters(MeterRegistry registry, String queue, BacklogGauge gauge, Transactions transactions) {
        this.meters = new Meters(registry);
        this.gauge = gauge;
        this.transactions = transactions;
        this.clock = Executors.newSingleThreadScheduledExecutor(look -> {
            Thread thread = new Thread(look, "shop-backlog-" + queue);
            thread.setDaemon(true);
            return thread;
        });
        register(queue, "shop.queue.backlog", "entries", "Entries that wait for delivery", Backlog::waiting);
        register(
                queue,
                "shop.queue.oldest.age",
                "seconds",
                "Age of the oldest entry that waits for delivery and for nobody's decision",
                backlog -> backlog.oldest().toMillis() / 1000.0);
        register(queue, "shop.queue.dead.letters", null, "Entries that wait for staff's decision", Backlog::dead);
    }

    private void register(String queue, String name, String unit, String what, ToDoubleFunction<Backlog> value) {
        meters.add(Gauge.builder(name, () -> {
                    Backlog backlog = seen;
                    return backlog == null ? Double.NaN : value.applyAsDouble(backlog);
                })
                .description(what)
                .baseUnit(unit)
                .tag("queue", queue)
                .register(meters.registry()));
    }

    void start() {
        clock.execute(this::look);
    }

    private void look() {
        long start = System.nanoTime();
        try {
            seen = transactions.call(gauge::measure);
        } catch (RuntimeException | Error e) {
            seen = null;
            LOG.debug("backlog not measured", e);
        }
        if (!clock.isShutdown()) {
            long pause = Math.max(PAUSE.toNanos(), SHARE * (System.nanoTime() - start));
            clock.schedule(this::look, pause, TimeUnit.NANOSECONDS);
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
        meters.close();
    }
}
