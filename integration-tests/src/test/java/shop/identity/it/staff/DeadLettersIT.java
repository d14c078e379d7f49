package shop.identity.it.staff;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
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
        assertThat(letter.get("attempts").asInt()).isPositive();
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
                        .anyMatch(dead -> dead.get("attempts").asInt() >= 2));
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

    @Test
    void ofManyDecisionsAtOnceOverTwoNodesOneWins() throws Exception {
        List<String> letters = IntStream.range(0, 12)
                .mapToObj(i -> deadLetterOf(realm.createCustomer()).get("id").asText())
                .toList();
        Staff there = realm.staff(ground.secondNode(), "manage-events");
        ExecutorService desks = Executors.newFixedThreadPool(8);
        limit.raise();
        try {
            for (String letter : letters) {
                List<Callable<Integer>> decisions = List.of(
                        () -> staff.requeue(letter).status(),
                        () -> there.discard(letter).status(),
                        () -> staff.discard(letter).status(),
                        () -> there.requeue(letter).status());
                List<Integer> answers = new ArrayList<>();
                for (Future<Integer> answer : desks.invokeAll(Collections.nCopies(2, decisions).stream()
                        .flatMap(List::stream)
                        .toList())) {
                    answers.add(answer.get());
                }
                assertThat(answers).containsOnly(204, 409);
                assertThat(answers).containsOnlyOnce(204);
            }
            Awaitility.await("the queue to be empty")
                    .until(() -> staff.get("").json().get("waiting").asInt() == 0);
            assertThat(events("ACTION").size() + events("DELETE").size()).isEqualTo(letters.size());
        } finally {
            desks.shutdownNow();
            ground.secondNode().stop();
        }
    }

    @Test
    void pagesComeInTheOrderOfTheEvents() {
        List<String> letters = IntStream.range(0, 3)
                .mapToObj(i -> deadLetterOf(realm.createCustomer()).get("id").asText())
                .toList();

        assertThat(ids("?max=2")).isEqualTo(letters.subList(0, 2));
        assertThat(ids("?first=2")).isEqualTo(letters.subList(2, 3));
        assertThat(ids("?first=3")).isEmpty();
    }

    private List<String> ids(String query) {
        return StreamSupport.stream(staff.get("/dead-letters" + query).json().spliterator(), false)
                .map(letter -> letter.get("id").asText())
                .toList();
    }

    @Test
    void realmWithAnotherNameKeepsItsDeadLetters() {
        String letter = deadLetterOf(realm.createCustomer()).get("id").asText();
        realm.rename("renamed-" + UUID.randomUUID());
        Staff administrator = realm.administrator(ground.node());

        assertThat(administrator.deadLetters())
                .extracting(dead -> dead.get("id").asText())
                .containsExactly(letter);
        assertThat(administrator.discard(letter).status()).isEqualTo(204);
    }

    @Test
    void whatADeadLetterHoldsIsNotDecidedAlone() {
        String poisoned = realm.createCustomer();
        deadLetterOf(poisoned);
        realm.renameCustomer(poisoned, "Maximiliane");
        String held = ground.query("SELECT ID FROM SHOP_OUTBOX WHERE AGGREGATEID = ? AND SEQUENCE::int = 3", poisoned)
                .get(0);

        assertThat(staff.requeue(held).status()).isEqualTo(409);
        assertThat(staff.discard(held).status()).isEqualTo(409);
        assertThat(staff.get("").json().get("waiting").asInt()).isEqualTo(1);
    }

    @Test
    void deadLetterOfAnotherRealmIsNeitherSeenNorDecided() {
        String letter = deadLetterOf(realm.createCustomer()).get("id").asText();
        Staff elsewhere = realm.administrator(ground.node()).about("shop");

        assertThat(elsewhere.deadLetters())
                .noneMatch(dead -> dead.get("id").asText().equals(letter));
        assertThat(elsewhere.requeue(letter).status()).isEqualTo(404);
        assertThat(elsewhere.discard(letter).status()).isEqualTo(404);
        assertThat(ids("")).containsExactly(letter);
    }

    @Test
    void deadLettersOfARemovedRealmGoWithIt() {
        String staying = deadLetterOf(realm.createCustomer()).get("id").asText();
        String poisoned;
        try (ShopRealm leaving = new ShopRealm(admin)) {
            Staff leavingStaff = leaving.staff(ground.node(), "manage-events");
            poisoned = leaving.createCustomer();
            ground.topic().eventually(poisoned, 1);
            leaving.makeLargeRecord(poisoned);
            Awaitility.await("the dead letter")
                    .until(() -> leavingStaff.deadLetters().findAny().isPresent());
            leaving.renameCustomer(poisoned, "Maximiliane");
        }
        assertThat(ground.topic().settled(poisoned, 2))
                .extracting(CustomerRecord::sequence)
                .startsWith(1L, 3L);
        Awaitility.await("all that is left to be published")
                .until(() -> ground.count("SELECT COUNT(*) FROM SHOP_QUEUE WHERE ITEM_KEY = ?", poisoned) == 0);
        assertThat(ids("")).containsExactly(staying);
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
