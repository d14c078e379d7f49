package shop.identity.remote;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import org.jboss.logging.Logger;
import shop.identity.metrics.Meters;
import shop.identity.queue.Transactions;

/**
 * How much time the law leaves for what services still have to be told, by a look now and then and not at every scrape. A look
 * that takes long is followed by a longer pause.
 *
 * <p>A service without an open task has {@code NaN} left; while the database does not answer all of them have, and nobody knows
 * how many are open: an old number would be taken for a new one.
 */
final class DeadlineMeters implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(DeadlineMeters.class);
    private static final Duration PAUSE = Duration.ofSeconds(15);
    private static final int SHARE = 100;

    private final MeterRegistry registry;
    private final Set<String> services;
    private final Transactions transactions;
    private final Clock time;
    private final MultiGauge open;
    private final MultiGauge left;
    private final ScheduledExecutorService clock;

    /** @param services those that are told; others may have open tasks of another time */
    DeadlineMeters(MeterRegistry registry, Set<String> services, Transactions transactions, Clock time) {
        this.registry = registry;
        this.services = Set.copyOf(services);
        this.transactions = transactions;
        this.time = time;
        this.open = MultiGauge.builder("shop.erasure.remote.open")
                .description("Customers of whom a service has still to be told that they are erased")
                .baseUnit("tasks")
                .register(registry);
        this.left = MultiGauge.builder("shop.erasure.remote.time.left")
                .description("Until the end of the legal month of the first of them; negative after it")
                .baseUnit("seconds")
                .register(registry);
        this.clock = Executors.newSingleThreadScheduledExecutor(look -> {
            Thread thread = new Thread(look, "shop-erasure-deadlines");
            thread.setDaemon(true);
            return thread;
        });
    }

    void start() {
        unknown();
        if (Meters.areRead(registry)) {
            clock.execute(this::look);
        }
    }

    private void look() {
        long start = System.nanoTime();
        try {
            show(transactions.call(Deadline::measure));
        } catch (RuntimeException | Error e) {
            unknown();
            LOG.debug("deadlines not measured", e);
        }
        if (!clock.isShutdown()) {
            long pause = Math.max(PAUSE.toNanos(), SHARE * (System.nanoTime() - start));
            clock.schedule(this::look, pause, TimeUnit.NANOSECONDS);
        }
    }

    void show(List<Deadline> deadlines) {
        Map<String, Deadline> all = new HashMap<>();
        services.forEach(service -> all.put(service, null));
        deadlines.forEach(one -> all.put(one.service(), one));
        register(open, all, one -> one == null ? 0 : one.open());
        register(left, all, one -> one == null ? Double.NaN : secondsLeft(one));
    }

    private void unknown() {
        Map<String, Deadline> all = new HashMap<>();
        services.forEach(service -> all.put(service, null));
        register(open, all, one -> Double.NaN);
        register(left, all, one -> Double.NaN);
    }

    private static void register(MultiGauge gauge, Map<String, Deadline> all, ToDoubleFunction<Deadline> value) {
        gauge.register(
                all.entrySet().stream()
                        .map(one -> MultiGauge.Row.of(
                                Tags.of("service", one.getKey()), one, entry -> value.applyAsDouble(entry.getValue())))
                        .toList(),
                true);
    }

    private double secondsLeft(Deadline deadline) {
        return Duration.between(time.instant(), deadline.first()).toMillis() / 1000.0;
    }

    @Override
    public void close() {
        clock.shutdownNow();
        open.register(List.of(), true);
        left.register(List.of(), true);
    }
}
