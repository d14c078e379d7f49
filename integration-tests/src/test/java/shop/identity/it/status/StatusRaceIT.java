package shop.identity.it.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.keycloak.admin.client.resource.UserResource;
import org.keycloak.representations.idm.UserRepresentation;
import shop.identity.it.ground.AdminApi;
import shop.identity.it.ground.CustomerRecord;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.OnGround;
import shop.identity.it.ground.ShippedRealm;
import shop.identity.it.ground.Together;
import shop.identity.it.ground.Topic;
import shop.identity.it.ground.TwoNodes;
import shop.identity.stack.KeycloakNode;

/** Many members of staff want different things of one customer, at two nodes. */
@OnGround
@TwoNodes
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("CD-5")
class StatusRaceIT {

    private static final int MANY = 50;
    private static final List<String> STATUSES = List.of("PENDING", "ACTIVE", "SUSPENDED", "INACTIVE");

    private final Ground ground;
    private final Random random = new Random(4711);
    private KeycloakNode second;
    private ShippedRealm realm;
    private Arrivals arrivals;
    private List<StatusInterface> staff;

    StatusRaceIT(Ground ground) {
        this.ground = ground;
    }

    @BeforeAll
    void prepare() {
        second = ground.secondNode();
        realm = new ShippedRealm(ground, ShippedRealm::hashesCheaply);
        arrivals = new Arrivals(ground, realm);
        staff = List.of(
                StatusInterface.ofAdministrator(ground.node(), realm.name()),
                StatusInterface.ofAdministrator(second, realm.name()));
    }

    @AfterAll
    void stop() {
        realm.close();
    }

    private List<CustomerRecord> statusesTold(String id) {
        List<CustomerRecord> all = ground.topic().settled(id, 2);
        assertThat(Topic.disorder(all)).isEmpty();
        return all.stream()
                .filter(record -> record.type().equals("customer.status_changed"))
                .toList();
    }

    /** Each begins where the one before it ended, and the last is what is there. */
    private void assertChain(String id, String first) {
        String status = first;
        for (CustomerRecord each : statusesTold(id)) {
            assertThat(each.data().get("from").asText()).isEqualTo(status);
            status = each.data().get("to").asText();
        }
        assertThat(staff.get(0).get(id).json().get("status").asText()).isEqualTo(status);
        assertThat(ground.query("SELECT STATUS FROM SHOP_CUSTOMER WHERE CUSTOMER_ID = ?", id))
                .containsExactly(status);
    }

    @Test
    void overRest() throws Exception {
        String id = arrivals.customer(user -> {}).id();
        List<String> wanted =
                random.ints(MANY, 0, STATUSES.size()).mapToObj(STATUSES::get).toList();

        List<StatusInterface.Answer> answers =
                Together.run(MANY, i -> staff.get(i % 2).put(id, wanted.get(i), "wanted by " + i));

        assertThat(answers).allSatisfy(answer -> assertThat(answer.status()).isEqualTo(200));
        assertChain(id, "ACTIVE");
        assertTheReasonIsThatOfTheStatus(id, answers);
    }

    private void assertTheReasonIsThatOfTheStatus(String id, List<StatusInterface.Answer> answers) {
        StatusInterface.Answer shown = staff.get(1).get(id);
        assertThat(shown.json().get("reason").asText()).startsWith("wanted by ");
        assertThat(answers).extracting(StatusInterface.Answer::json).contains(shown.json());
    }

    /** Each is done after the other, or the second would not know what it changes, and its answer would be wrong. */
    @Test
    void twoAtATime() throws Exception {
        for (int round = 0; round < 15; round++) {
            String id = arrivals.customer(user -> {}).id();

            List<StatusInterface.Answer> answers =
                    Together.run(2, i -> staff.get(i).put(id, i == 0 ? "SUSPENDED" : "INACTIVE", "wanted by " + i));

            assertThat(answers).allSatisfy(answer -> assertThat(answer.status()).isEqualTo(200));
            assertThat(ground.count(
                            "SELECT count(*) FROM SHOP_OUTBOX WHERE AGGREGATEID = ? AND TYPE = 'customer.status_changed'",
                            id))
                    .isEqualTo(2);
            assertTheReasonIsThatOfTheStatus(id, answers);
        }
    }

    /** The record's own writers lock nothing before the commit, and write whole rows. */
    @Test
    void overRestAndByTheRecord() throws Exception {
        String id = arrivals.customer(user -> {}).id();
        List<String> wanted =
                random.ints(MANY, 0, STATUSES.size()).mapToObj(STATUSES::get).toList();
        try (AdminApi here = ground.admin();
                AdminApi there = ground.adminAt(second)) {
            List<UserResource> records = List.of(
                    here.keycloak().realm(realm.name()).users().get(id),
                    there.keycloak().realm(realm.name()).users().get(id));

            List<Integer> answers = Together.run(
                    MANY,
                    i -> i % 5 < 3
                            ? staff.get(i % 2)
                                    .put(id, wanted.get(i), "wanted by " + i)
                                    .status()
                            : toggle(records.get(i % 2), i % 5 == 3));

            assertThat(answers).containsOnly(200);
        }
        assertChain(id, "ACTIVE");
    }

    private static int toggle(UserResource record, boolean enabled) {
        UserRepresentation user = new UserRepresentation();
        user.setEnabled(enabled);
        record.update(user);
        return 200;
    }

    /** What one node has just done, the other one knows, whatever its cache says. */
    @Test
    void oneAfterTheOtherAtTwoNodes() {
        String id = arrivals.customer(user -> {}).id();
        for (int i = 0; i < 20; i++) {
            staff.get(1).get(id);
            assertThat(staff.get(0).put(id, "SUSPENDED", "round " + i).status()).isEqualTo(200);
            assertThat(staff.get(1).put(id, "ACTIVE", "round " + i).status()).isEqualTo(200);
        }

        assertThat(statusesTold(id)).hasSize(40);
        assertChain(id, "ACTIVE");
    }
}
