package shop.identity.it.staff;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.keycloak.representations.idm.AdminEventRepresentation;
import shop.identity.it.ground.AdminApi;
import shop.identity.it.ground.CustomerRecord;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.OnGround;

/** A record that the broker refuses, and what staff do about it. */
@OnGround
@Tag("EV-8")
class DeadLettersIT {

    /** Room for any record but those made large. */
    private static final int LIMIT = 2000;

    private final Ground ground;
    private AdminApi admin;
    private ShopRealm realm;
    private TopicLimit limit;
    private Staff staff;

    DeadLettersIT(Ground ground) {
        this.ground = ground;
    }

    @BeforeEach
    void lowerTheLimit() {
        admin = ground.admin();
        realm = new ShopRealm(admin);
        limit = new TopicLimit(ground, LIMIT);
        staff = realm.staff(ground.node(), "manage-events");
    }

    @AfterEach
    void raiseTheLimit() {
        limit.close();
        realm.close();
        admin.close();
    }

    @Test
    void deadLetterIsShownAndHoldsBackItsCustomerAlone() {
        Instant before = Instant.now();
        String poisoned = realm.createCustomer();
        String other = realm.createCustomer();
        JsonNode letter = deadLetterOf(poisoned);
        realm.renameCustomer(poisoned, "Maximiliane");
        realm.renameCustomer(other, "Maximiliane");

        assertThat(ground.topic().settled(other, 2)).hasSize(2);
        assertThat(ground.topic().settled(poisoned, 1)).hasSize(1);
        assertThat(UUID.fromString(letter.get("id").asText()).version()).isEqualTo(7);
        assertThat(letter.get("type").asText()).isEqualTo("customer.updated");
        assertThat(letter.get("sequence").asLong()).isEqualTo(2);
        assertThat(letter.get("attempts").asInt()).isEqualTo(1);
        assertThat(letter.get("reason").asText()).contains("RecordTooLargeException");
        assertThat(Instant.parse(letter.get("since").asText())).isBetween(before, Instant.now());
        JsonNode counts = staff.get("").json();
        assertThat(counts.get("dead").asInt()).isEqualTo(1);
        assertThat(counts.get("waiting").asInt()).isEqualTo(1);
        assertThat(counts.get("delayed").asInt()).isZero();
        // What the dead letter holds waits for staff, not for Kafka.
        assertThat(counts.get("oldestAgeSeconds").isNull()).isTrue();
    }

    @Test
    void requeuedAfterTheLimitWasRaisedAllArriveInOrder() {
        String poisoned = realm.createCustomer();
        String letter = deadLetterOf(poisoned).get("id").asText();
        realm.renameCustomer(poisoned, "Maximiliane");
        realm.renameCustomer(poisoned, "Erika");
        limit.raise();

        assertThat(staff.requeue(letter).status()).isEqualTo(204);

        assertThat(ground.topic().eventually(poisoned, 4))
                .extracting(CustomerRecord::sequence)
                .startsWith(1L, 2L, 3L, 4L);
        assertThat(ground.topic().of(poisoned).get(1).id()).isEqualTo(letter);
        assertThat(staff.get("/dead-letters").text()).isEqualTo("[]");
        assertThat(staff.get("").json().get("oldestAgeSeconds").isNull()).isTrue();
        assertThat(events("ACTION"))
                .containsExactly("SHOP_OUTBOX shop-outbox/dead-letters/" + letter + "/requeue null");
    }

    @Test
    void requeuedTooEarlyItIsDeadAgain() {
        String poisoned = realm.createCustomer();
        String letter = deadLetterOf(poisoned).get("id").asText();

        assertThat(staff.requeue(letter).status()).isEqualTo(204);

        Awaitility.await("the second refusal")
                .until(() -> staff.deadLetters()
                        .anyMatch(dead -> dead.get("attempts").asInt() == 2));
    }

    @Test
    void discardedItLeavesAGapAndTheRestFlows() {
        String poisoned = realm.createCustomer();
        String letter = deadLetterOf(poisoned).get("id").asText();
        realm.renameCustomer(poisoned, "Maximiliane");

        assertThat(staff.discard(letter).status()).isEqualTo(204);

        assertThat(ground.topic().settled(poisoned, 2))
                .extracting(CustomerRecord::sequence)
                .containsExactly(1L, 3L);
        assertThat(ground.count("SELECT COUNT(*) FROM SHOP_OUTBOX WHERE ID = ?::uuid", letter))
                .isEqualTo(1);
        assertThat(events("DELETE")).containsExactly("SHOP_OUTBOX shop-outbox/dead-letters/" + letter + " null");
    }

    private JsonNode deadLetterOf(String customer) {
        ground.topic().eventually(customer, 1);
        realm.makeLargeRecord(customer);
        return Awaitility.await("the dead letter")
                .atMost(Duration.ofSeconds(20))
                .until(
                        () -> staff.deadLetters()
                                .filter(dead -> dead.get("customerId").asText().equals(customer))
                                .findFirst(),
                        found -> found.isPresent())
                .orElseThrow();
    }

    /** What Keycloak's admin events tell of the outbox: resource, path and content. */
    private List<String> events(String operation) {
        return realm.resource().getAdminEvents().stream()
                .filter(event -> event.getOperationType().equals(operation))
                .filter(event -> event.getResourcePath().startsWith("shop-outbox"))
                .map(DeadLettersIT::told)
                .toList();
    }

    private static String told(AdminEventRepresentation event) {
        return event.getResourceType() + " " + event.getResourcePath() + " " + event.getRepresentation();
    }
}
