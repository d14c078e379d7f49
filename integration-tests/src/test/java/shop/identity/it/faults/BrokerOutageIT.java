package shop.identity.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
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

    private static final Duration PACE = Duration.ofMillis(400);
    private static final Duration OUTAGE = Duration.ofSeconds(180);

    @Test
    @Tag("EV-8")
    @Tag("EV-6")
    void registrationsGoOnAndEveryCustomerIsToldAfterwards(Ground ground) {
        KeycloakNode second = ground.secondNode();
        List<Registration.Answer> answers = new ArrayList<>();
        try (SteadyRegistrations customers = new SteadyRegistrations(List.of(ground.node(), second), PACE)) {
            answers.addAll(customers.during(Duration.ofSeconds(30)));
            List<Registration.Answer> before = customers.during(OUTAGE);
            ground.kafka().kill();
            List<Registration.Answer> during = customers.during(OUTAGE);
            ground.kafka().start();
            List<Registration.Answer> after = customers.during(Duration.ofSeconds(10));
            customers.close();
            answers.addAll(before);
            answers.addAll(during);
            answers.addAll(after);
            answers.addAll(customers.during(Duration.ZERO));

            Percentiles calm = Percentiles.of(
                    before.stream().map(Registration.Answer::took).toList());
            Percentiles storm = Percentiles.of(
                    during.stream().map(Registration.Answer::took).toList());
            System.out.printf(
                    "registration with the broker up: %s; down for %d s: %s%n", calm, OUTAGE.toSeconds(), storm);
            assertThat(customers.failures()).isEmpty();
            assertEveryCustomerTold(ground, answers);
            assertThat(storm.p(50)).isLessThanOrEqualTo(times(1.2, calm.p(50)));
            assertThat(storm.p(99)).isLessThanOrEqualTo(times(1.2, calm.p(99)));
        } finally {
            if (!ground.kafka().isAlive()) {
                ground.kafka().start();
            }
            second.stop();
        }
    }

    private static void assertEveryCustomerTold(Ground ground, List<Registration.Answer> answers) {
        Awaitility.await("the queue to drain")
                .atMost(Duration.ofSeconds(60))
                .until(() -> ground.count("SELECT COUNT(*) FROM SHOP_QUEUE") == 0);
        assertThat(answers).hasSizeGreaterThan(500);
        for (Registration.Answer answer : answers) {
            String id = ground.customerId(answer.email()).orElseThrow();
            assertThat(Topic.disorder(ground.topic().eventually(id, 1))).isEmpty();
        }
        // Invented: a record of a customer that is not in the database.
        assertThat(ground.topic()
                        .all()
                        .filter(told -> told.type().equals("customer.created")
                                && told.channel().equals("registration-form"))
                        .map(told -> told.key())
                        .distinct()
                        .filter(id -> ground.count("SELECT COUNT(*) FROM USER_ENTITY WHERE ID = ?", id) == 0))
                .isEmpty();
    }

    private static Duration times(double factor, Duration duration) {
        return Duration.ofNanos((long) (duration.toNanos() * factor));
    }
}
