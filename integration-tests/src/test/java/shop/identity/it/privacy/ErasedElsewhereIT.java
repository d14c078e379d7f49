package shop.identity.it.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import shop.identity.it.erasure.LeavingRealm;
import shop.identity.it.erasure.LeavingRealm.Leaver;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.OnGround;
import shop.identity.it.privacy.PrivacyRealm.Answer;
import shop.identity.stack.Fault;
import shop.identity.stack.Order;

/** An erasure goes on at other services, with the request's own deadline, and staff see its proof. */
@OnGround
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("GD-5")
class ErasedElsewhereIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Ground ground;
    private LeavingRealm realm;

    ErasedElsewhereIT(Ground ground) {
        this.ground = ground;
    }

    @BeforeAll
    void prepare() {
        realm = new LeavingRealm(ground);
    }

    @AfterAll
    void close() {
        realm.close();
    }

    @AfterEach
    void behave() {
        realm.services(null, null);
    }

    private Answer byStaff(String method, String below) throws Exception {
        return PrivacyRealm.send(
                ground.node(),
                method,
                "/admin/realms/" + realm.shipped().name() + "/shop-privacy/erasures" + below,
                ground.admin().keycloak().tokenManager().getAccessTokenString());
    }

    private JsonNode tasks(String erasure) throws Exception {
        Answer answer = byStaff("GET", "/" + erasure + "/tasks");
        assertThat(answer.status()).isEqualTo(200);
        return answer.json();
    }

    private List<String> states(String erasure) throws Exception {
        return StreamSupport.stream(tasks(erasure).spliterator(), false)
                .map(task ->
                        task.get("service").asText() + " " + task.get("state").asText())
                .toList();
    }

    @Test
    void eachServiceAcknowledgesAndTheProofStays() throws Exception {
        Leaver leaver = realm.customer();
        ground.stack().orders().setOrders(leaver.id(), List.of(new Order("o-1", Order.Status.DELIVERED, "Ada")));
        String erasure = realm.leaves(leaver);
        assertThat(tasks(erasure)).as("nothing is told before it is due").isEmpty();

        realm.erase(erasure);
        Awaitility.await("the proof")
                .atMost(PATIENCE)
                .until(() -> states(erasure), List.of("order acknowledged", "payment acknowledged")::equals);

        assertThat(ground.stack().orders().executions(leaver.id())).isEqualTo(1);
        assertThat(ground.stack().orders().orders(leaver.id()))
                .as("still the same customer's")
                .hasSize(1);
        assertThat(tasks(erasure)).allSatisfy(task -> {
            assertThat(task.get("customerId").isNull()).isTrue();
            assertThat(Instant.parse(task.get("acknowledgedAt").asText()))
                    .isAfterOrEqualTo(Instant.parse(task.get("begunAt").asText()));
        });
        assertThat(byStaff("POST", "/" + erasure + "/tasks/order/retry").status())
                .isEqualTo(409);
        assertThat(byStaff("POST", "/" + erasure + "/tasks/crm/retry").status()).isEqualTo(404);
    }

    /** The month is the request's, not the task's. */
    @Test
    void aServiceThatIsAwayIsToldLaterAndStaffCanHastenIt() throws Exception {
        Leaver leaver = realm.customer();
        String erasure = realm.leaves(leaver);
        realm.services(null, Fault.status(503));
        realm.erase(erasure);
        Awaitility.await("the one that is there")
                .atMost(PATIENCE)
                .until(() -> states(erasure), List.of("order acknowledged", "payment open")::equals);

        String legal = ground.query(
                        "SELECT (e.LEGAL_DUE_AT = t.DUE_AT)::text FROM SHOP_ERASURE e JOIN SHOP_ERASURE_TASK t"
                                + " ON t.ERASURE_ID = e.ID WHERE e.ID = ? AND t.SERVICE = 'payment'",
                        erasure)
                .get(0);
        assertThat(legal).isEqualTo("true");
        ground.execute("UPDATE SHOP_QUEUE SET NEXT_ATTEMPT_AT = now() + interval '1 hour' WHERE QUEUE = 'erasure'"
                + " AND JOB_ID = (SELECT ID FROM SHOP_ERASURE_TASK WHERE ERASURE_ID = '" + erasure
                + "' AND SERVICE = 'payment')");
        behave();
        assertThat(byStaff("POST", "/" + erasure + "/tasks/payment/retry").status())
                .isEqualTo(204);
        Awaitility.await("the other one")
                .atMost(PATIENCE)
                .until(() -> states(erasure), List.of("order acknowledged", "payment acknowledged")::equals);
    }

    /** Erased first, and deleted by staff while a service is away: it is told of it once. */
    @Test
    void whoIsDeletedLaterIsToldOfOnce() {
        Leaver leaver = realm.customer();
        String erasure = realm.leaves(leaver);
        realm.services(Fault.status(503), null);
        realm.erase(erasure);
        realm.resource().users().delete(leaver.id()).close();

        assertThat(ground.count(
                        "SELECT COUNT(*) FROM SHOP_ERASURE_TASK WHERE CUSTOMER_ID = ? AND SERVICE = 'order'",
                        leaver.id()))
                .isEqualTo(1);
    }
}
