package shop.identity.erasure.processing;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import org.jboss.logging.Logger;
import shop.identity.erasure.Register;
import shop.identity.metrics.Meters;
import shop.identity.queue.Transactions;

/**
 * How the register stands, by a look now and then and not at every scrape, and what this node did. While the database does not answer
 * the gauges are {@code NaN}: an old number would be taken for a new one.
 */
public final class RegisterMeters implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(RegisterMeters.class);
    private static final Duration PAUSE = Duration.ofSeconds(15);

    private final Meters meters;
    private final Transactions transactions;
    private final Clock clock;
    private final Register register = new Register();
    private final ScheduledExecutorService looks;
    private final Timer erasures;
    private final Counter failures;
    private volatile Register.Standing seen;

    public RegisterMeters(MeterRegistry registry, Transactions transactions, Clock clock) {
        this.meters = new Meters(registry);
        this.transactions = transactions;
        this.clock = clock;
        this.looks = Executors.newSingleThreadScheduledExecutor(look -> {
            Thread thread = new Thread(look, "shop-erasure-register");
            thread.setDaemon(true);
            return thread;
        });
        gauge("shop.erasure.open", null, "Requests for erasure that are open", Register.Standing::open);
        gauge(
                "shop.erasure.overdue",
                null,
                "Open requests for erasure after the law's time",
                Register.Standing::overdue);
        gauge("shop.erasure.due", null, "Erasures that should be carried out now", Register.Standing::due);
        gauge(
                "shop.erasure.lag",
                "seconds",
                "How long the first erasure has been due that is not carried out",
                Register.Standing::lagSeconds);
        erasures = meters.add(Timer.builder("shop.erasure.duration")
                .description("Erasures that this node carried out")
                .register(registry));
        failures = meters.add(Counter.builder("shop.erasure.failures")
                .description("Erasures that failed on this node, and are tried again")
                .register(registry));
    }

    private void gauge(String name, String unit, String what, ToDoubleFunction<Register.Standing> value) {
        meters.add(Gauge.builder(name, () -> {
                    Register.Standing standing = seen;
                    return standing == null ? Double.NaN : value.applyAsDouble(standing);
                })
                .description(what)
                .baseUnit(unit)
                .register(meters.registry()));
    }

    public void start() {
        looks.scheduleWithFixedDelay(this::look, 0, PAUSE.toSeconds(), TimeUnit.SECONDS);
    }

    private void look() {
        try {
            seen = transactions.call(connection -> register.standing(connection, clock.instant()));
        } catch (RuntimeException | Error e) {
            seen = null;
            LOG.debug("register not measured", e);
        }
    }

    void erased(Duration duration) {
        erasures.record(duration);
    }

    void failed() {
        failures.increment();
    }

    @Override
    public void close() {
        looks.shutdownNow();
        meters.close();
    }
}
