package shop.identity.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.keycloak.representations.idm.UserRepresentation;
import shop.identity.it.ground.AdminApi;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.OnGround;
import shop.identity.it.ground.Pause;
import shop.identity.it.ground.Registration;
import shop.identity.it.ground.Topic;

/**
 * PostgreSQL dies right after the answer. It is told to commit asynchronously by default and to take its time with it,
 * so that only what asks for durability has it.
 */
@OnGround
class DatabaseCrashIT {

    private static final int ROUNDS = 10;
    private static final int MANY_ROUNDS = 20;

    private final Ground ground;

    DatabaseCrashIT(Ground ground) {
        this.ground = ground;
    }

    @BeforeEach
    void makeCommitsAsynchronous() throws InterruptedException {
        ground.execute("ALTER DATABASE keycloak SET synchronous_commit = off");
        ground.executeAsSuperuser("ALTER SYSTEM SET wal_writer_delay = '10s'");
        ground.executeAsSuperuser("ALTER SYSTEM SET wal_writer_flush_after = '1GB'");
        restartDatabase();
    }

    @AfterEach
    void restore() throws InterruptedException {
        ground.execute("ALTER DATABASE keycloak RESET synchronous_commit");
        ground.executeAsSuperuser("ALTER SYSTEM RESET ALL");
        restartDatabase();
    }

    /** Keycloak's connections are new afterwards, and have the new defaults. */
    private void restartDatabase() throws InterruptedException {
        ground.postgres().stop();
        ground.postgres().start();
        awaitRecovery();
    }

    @Test
    @Tag("EV-9")
    @Tag("EV-1")
    void everyAnsweredRegistrationAndItsEventAreThereAfterwards() throws InterruptedException {
        crashTimeAndAgain(ROUNDS);
    }

    @Test
    @Tag("long")
    @Tag("EV-9")
    @Tag("EV-1")
    void andSoTheyAreTimeAndAgain() throws InterruptedException {
        crashTimeAndAgain(MANY_ROUNDS);
    }

    private void crashTimeAndAgain(int rounds) throws InterruptedException {
        int answered = 0;
        for (int round = 0; round < rounds; round++) {
            answered += crashUnderRegistrations();
        }
        System.out.println("registrations answered before a crash of the database, all there: " + answered);
        assertThat(answered).isGreaterThanOrEqualTo(rounds);
    }

    private int crashUnderRegistrations() throws InterruptedException {
        ConcurrentLinkedQueue<String> registered = new ConcurrentLinkedQueue<>();
        ExecutorService customers = Executors.newFixedThreadPool(4);
        for (int i = 0; i < 4; i++) {
            customers.execute(() -> registerUntilItFails(registered));
        }
        Awaitility.await("two answers").pollInterval(Duration.ofMillis(5)).until(() -> registered.size() >= 2);
        ground.postgres().crash();
        customers.shutdown();
        assertThat(customers.awaitTermination(90, TimeUnit.SECONDS)).isTrue();
        ground.postgres().start();
        List<String> answered = new ArrayList<>(registered);
        for (String email : answered) {
            String id =
                    ground.customerId(email).orElseThrow(() -> new AssertionError("an answered registration is lost"));
            assertThat(Topic.disorder(ground.topic().eventually(id, Duration.ofSeconds(30), seen -> !seen.isEmpty())))
                    .isEmpty();
        }
        awaitRecovery();
        return answered.size();
    }

    /**
     * The shape of transaction that Keycloak takes for one that need not be durable: no entity of the customer is written,
     * only removed by bulk statement, and an admin event is.
     */
    @Test
    @Tag("EV-9")
    @Tag("EV-1")
    void answeredRemovalOfAttributesIsDurableToo() throws InterruptedException {
        try (AdminApi admin = ground.admin()) {
            for (int round = 0; round < 3; round++) {
                UserRepresentation user = AdminApi.person("x-" + UUID.randomUUID() + "@example.com");
                user.setAttributes(Map.of("phoneNumber", List.of("+4930901820"), "locale", List.of("de")));
                String id = admin.create(user);
                ground.topic().eventually(id, 1);
                UserRepresentation stored = admin.customer(id).toRepresentation();
                stored.setAttributes(Map.of());
                Pause.of(Duration.ofMillis(500));

                admin.customer(id).update(stored);
                ground.postgres().crash();

                ground.postgres().start();
                assertThat(ground.query("SELECT NAME FROM USER_ATTRIBUTE WHERE USER_ID = ?", id))
                        .isEmpty();
                assertThat(ground.count("SELECT COUNT(*) FROM SHOP_OUTBOX WHERE AGGREGATEID = ?", id))
                        .isEqualTo(3);
                awaitRecovery();
            }
        }
    }

    private void registerUntilItFails(ConcurrentLinkedQueue<String> registered) {
        try {
            for (Registration.Answer answer = ground.registration().register();
                    answer.isRegistered();
                    answer = ground.registration().register()) {
                registered.add(answer.email());
            }
        } catch (Exception databaseGone) {
            // That customer got no answer: nothing was promised.
        }
    }

    /** Keycloak comes back by itself once its database is there. */
    private void awaitRecovery() throws InterruptedException {
        for (int attempt = 0; attempt < 60; attempt++) {
            try {
                if (ground.registration().register().isRegistered()) {
                    return;
                }
            } catch (Exception notYet) {
                // asked again below
            }
            Thread.sleep(500);
        }
        throw new AssertionError("Keycloak did not recover");
    }
}
