package shop.identity.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import shop.identity.it.ground.AdminApi;
import shop.identity.it.ground.CustomerRecord;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.OnGround;
import shop.identity.it.ground.Topic;
import shop.identity.stack.KeycloakNode;

/**
 * A node dies with a batch in its hands: claimed, sent, not confirmed. The broker stands still at that moment, so that it
 * is sure to be in the middle.
 */
@OnGround
class NodeKillIT {

    private static final int ROUNDS = 3;
    private static final int MANY_ROUNDS = 10;
    private static final int CUSTOMERS = 20;
    private static final Duration TAKEOVER = Duration.ofSeconds(10);

    private final Ground ground;

    NodeKillIT(Ground ground) {
        this.ground = ground;
    }

    @Test
    @Tag("EV-7")
    @Tag("EV-6")
    void theOtherNodeTakesOver() {
        killInTurns(ROUNDS);
    }

    @Test
    @Tag("long")
    @Tag("EV-7")
    @Tag("EV-6")
    void andSoItDoesTimeAndAgain() {
        killInTurns(MANY_ROUNDS);
    }

    /** Each node in its turn. */
    private void killInTurns(int rounds) {
        List<Duration> takeovers = new ArrayList<>();
        ground.secondNode();
        try {
            for (int round = 0; round < rounds; round++) {
                KeycloakNode victim = ground.stack().keycloak().node(round % 2);
                KeycloakNode survivor = ground.stack().keycloak().node(1 - round % 2);
                takeovers.add(killInMidBatch(victim, survivor));
                victim.start();
            }
        } finally {
            ground.kafka().resume();
            for (KeycloakNode node : ground.stack().keycloak().nodes()) {
                if (!node.isAlive()) {
                    node.start();
                }
            }
            ground.secondNode().stop();
        }
        System.out.println("takeover after kill -9 in mid-batch: " + takeovers);
        assertThat(takeovers).allSatisfy(takeover -> assertThat(takeover).isLessThan(TAKEOVER));
    }

    /** @return from the kill until all that the dead node had in its hands is on the topic */
    private Duration killInMidBatch(KeycloakNode victim, KeycloakNode survivor) {
        List<String> customers;
        try (AdminApi admin = ground.adminAt(survivor)) {
            customers = Stream.generate(() -> admin.create(AdminApi.person("k-" + UUID.randomUUID() + "@example.com")))
                    .limit(CUSTOMERS)
                    .toList();
            customers.forEach(id -> ground.topic().eventually(id, 1));
        }
        ground.kafka().pause();
        try (AdminApi admin = ground.adminAt(victim)) {
            customers.forEach(id -> admin.rename(id, "Maximiliane"));
            customers.forEach(id -> admin.rename(id, "Erika"));
        }
        Awaitility.await("a claim of the victim")
                .until(() -> ground.count("SELECT COUNT(*) FROM SHOP_QUEUE_LANE WHERE OWNER IS NOT NULL") > 0);
        victim.kill();
        Instant killed = Instant.now();
        ground.kafka().resume();
        for (String id : customers) {
            List<CustomerRecord> records = ground.topic()
                    .eventually(
                            id, Duration.ofSeconds(30), seen -> seen.stream().anyMatch(last -> last.sequence() == 3));
            assertThat(Topic.disorder(records)).isEmpty();
        }
        return Duration.between(killed, Instant.now());
    }
}
