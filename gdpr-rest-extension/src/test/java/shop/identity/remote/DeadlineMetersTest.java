package shop.identity.remote;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import shop.identity.queue.Transactions;

@Tag("GD-5")
class DeadlineMetersTest {

    private static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");
    private static final Transactions NONE = new Transactions() {

        @Override
        public <T> T call(Work<T> work) {
            throw new IllegalStateException("no database");
        }
    };

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final DeadlineMeters meters =
            new DeadlineMeters(registry, Set.of("order", "payment"), NONE, Clock.fixed(NOW, ZoneOffset.UTC));

    private double value(String name, String service) {
        return registry.get(name).tag("service", service).gauge().value();
    }

    private List<String> services() {
        return registry.find("shop.erasure.remote.time.left").gauges().stream()
                .map(Gauge::getId)
                .map(id -> id.getTag("service"))
                .toList();
    }

    @Test
    void howMuchTimeTheLawLeavesForEachService() {
        meters.show(List.of(
                new Deadline("order", 3, NOW.plus(Duration.ofDays(2))),
                new Deadline("payment", 1, NOW.minus(Duration.ofHours(1)))));

        assertThat(value("shop.erasure.remote.open", "order")).isEqualTo(3);
        assertThat(value("shop.erasure.remote.time.left", "order")).isEqualTo(172_800);
        assertThat(value("shop.erasure.remote.open", "payment")).isEqualTo(1);
        assertThat(value("shop.erasure.remote.time.left", "payment")).isEqualTo(-3600);
    }

    /** They are there from the start: what first shows up with a task never was without one for whoever asks. */
    @Test
    void aServiceThatWasToldOfAllHasAllTheTimeThereIs() {
        meters.show(List.of(new Deadline("order", 3, NOW), new Deadline("payment", 1, NOW)));
        meters.show(List.of(new Deadline("payment", 2, NOW.plusSeconds(60))));

        assertThat(services()).containsExactlyInAnyOrder("order", "payment");
        assertThat(value("shop.erasure.remote.open", "order")).isZero();
        assertThat(value("shop.erasure.remote.time.left", "order")).isNaN();
        assertThat(value("shop.erasure.remote.open", "payment")).isEqualTo(2);
        assertThat(value("shop.erasure.remote.time.left", "payment")).isEqualTo(60);
    }

    /** What nobody tells any more is nobody's series, once it is told. */
    @Test
    void aServiceOfAnotherTimeIsShownWhileItHasSomethingToDo() {
        meters.show(List.of(new Deadline("crm", 1, NOW)));
        assertThat(value("shop.erasure.remote.open", "crm")).isEqualTo(1);
        meters.show(List.of());

        assertThat(services()).containsExactlyInAnyOrder("order", "payment");
    }

    @Test
    void withoutADatabaseNobodyKnows() {
        meters.show(List.of(new Deadline("order", 3, NOW)));
        meters.start();

        assertThat(value("shop.erasure.remote.open", "order")).isNaN();
        assertThat(value("shop.erasure.remote.time.left", "order")).isNaN();
        meters.close();
    }

    @Test
    void goneWithTheServer() {
        meters.show(List.of(new Deadline("order", 3, NOW)));
        meters.close();

        assertThat(services()).isEmpty();
    }
}
