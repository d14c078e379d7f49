package shop.identity.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import shop.identity.it.ground.CustomerRecord;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.OnGround;
import shop.identity.it.ground.Percentiles;
import shop.identity.it.ground.Registration;
import shop.identity.it.ground.SteadyRegistrations;
import shop.identity.it.ground.Topic;
import shop.identity.stack.KeycloakNode;

/** Kafka is away for longer than any producer waits: customers notice nothing, and nothing is lost. */
@OnGround
class BrokerOutageIT {

    private static final Duration PACE = Duration.ofMillis(300);
    private static final Duration WINDOW = Duration.ofSeconds(60);
    private static final int WINDOWS = 3;

    private final Ground ground;

    BrokerOutageIT(Ground ground) {
        this.ground = ground;
    }

    @Test
    @Tag("EV-8")
    @Tag("EV-6")
    void registrationsGoOnAndEveryCustomerIsToldAfterwards() {
        KeycloakNode second = ground.secondNode();
        SteadyRegistrations customers = new SteadyRegistrations(List.of(ground.node(), second), PACE);
        try (customers) {
            customers.during(Duration.ofSeconds(45));
            List<Percentiles> calm = windows(customers);
            ground.kafka().kill();
            List<Percentiles> storm = windows(customers);
            ground.kafka().start();
            customers.during(Duration.ofSeconds(10));
            customers.close();

            System.out.printf(
                    "registration, windows of %d s: broker up %s, down %s%n", WINDOW.toSeconds(), calm, storm);
            assertThat(customers.failures()).isEmpty();
            assertEveryCustomerTold(customers.answers());
            assertThat(middle(storm, 50)).isLessThanOrEqualTo(times(1.2, middle(calm, 50)));
            assertThat(middle(storm, 99)).isLessThanOrEqualTo(times(1.2, middle(calm, 99)));
        } finally {
            customers.close();
            if (!ground.kafka().isAlive()) {
                ground.kafka().start();
            }
            second.stop();
        }
    }

    private static List<Percentiles> windows(SteadyRegistrations customers) {
        return Stream.generate(() -> customers.during(WINDOW))
                .limit(WINDOWS)
                .map(answers -> Percentiles.of(
                        answers.stream().map(Registration.Answer::took).toList()))
                .toList();
    }

    /** The middle one of the windows: one pause of a crowded machine is not the broker's doing. */
    private static Duration middle(List<Percentiles> windows, int percent) {
        return windows.stream()
                .map(window -> window.p(percent))
                .sorted()
                .toList()
                .get(WINDOWS / 2);
    }

    private void assertEveryCustomerTold(List<Registration.Answer> answers) {
        Awaitility.await("the queue to drain")
                .atMost(Duration.ofSeconds(60))
                .until(() -> ground.count("SELECT COUNT(*) FROM SHOP_QUEUE") == 0);
        assertThat(answers).hasSizeGreaterThan(1000);
        for (Registration.Answer answer : answers) {
            String id = ground.customerId(answer.email()).orElseThrow();
            assertThat(Topic.disorder(ground.topic().eventually(id, 1))).isEmpty();
        }
        assertNoneInvented();
    }

    /** Who was told of is there, or was told to be gone. */
    private void assertNoneInvented() {
        Set<String> gone = ground.topic()
                .all()
                .filter(told -> told.type().equals("customer.deleted"))
                .map(CustomerRecord::key)
                .collect(Collectors.toSet());
        assertThat(ground.topic()
                        .all()
                        .filter(told -> told.channel().equals("registration-form"))
                        .map(CustomerRecord::key)
                        .filter(id -> !gone.contains(id))
                        .filter(id -> ground.count("SELECT COUNT(*) FROM USER_ENTITY WHERE ID = ?", id) == 0))
                .isEmpty();
    }

    private static Duration times(double factor, Duration duration) {
        return Duration.ofNanos((long) (duration.toNanos() * factor));
    }
}
