package shop.identity.it.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.keycloak.representations.idm.ClientRepresentation;
import org.keycloak.representations.idm.RealmRepresentation;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.OnGround;
import shop.identity.it.ground.Pause;
import shop.identity.it.metrics.Scrape;
import shop.identity.it.privacy.PrivacyRealm.Answer;
import shop.identity.it.privacy.PrivacyRealm.Customer;
import shop.identity.stack.Fault;
import shop.identity.stack.Order;
import shop.identity.stack.PaymentMethod;
import shop.identity.stack.ReceivedRequest;

/** Services that are slow, fail, lose their answer or are away are told until they acknowledge, with one key. */
@OnGround
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("GD-5")
@Tag("GD-7")
class RemoteErasureIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Ground ground;
    private PrivacyRealm realm;

    RemoteErasureIT(Ground ground) {
        this.ground = ground;
    }

    @BeforeAll
    void prepare() {
        realm = new PrivacyRealm(ground);
    }

    @AfterAll
    void close() {
        realm.close();
    }

    @AfterEach
    void behave() {
        ground.stack().orders().setFault(null);
        ground.stack().payments().setFault(null);
    }

    private void delete(Customer customer) {
        realm.resource().users().delete(customer.id()).close();
    }

    private List<ReceivedRequest> told(Customer customer) {
        return ground.stack().orders().requests().stream()
                .filter(request -> request.path().equals("/customers/" + customer.id() + "/anonymise"))
                .toList();
    }

    private long open(Customer customer) {
        return ground.count("SELECT COUNT(*) FROM SHOP_ERASURE_TASK WHERE CUSTOMER_ID = ?", customer.id());
    }

    private void awaitAcknowledged(Customer customer) {
        Awaitility.await("all services acknowledge").atMost(PATIENCE).until(() -> open(customer) == 0);
    }

    private static Set<String> keys(List<ReceivedRequest> requests) {
        return requests.stream().map(ReceivedRequest::idempotencyKey).collect(Collectors.toSet());
    }

    @Test
    void anAccountThatStaffDeleteIsErasedEverywhere() {
        Customer customer = realm.customer();
        ground.stack().orders().setOrders(customer.id(), List.of(new Order("o-1", Order.Status.DELIVERED, "Ada")));
        ground.stack().payments().setMethods(customer.id(), List.of(new PaymentMethod("m-1", "card", "Visa")));
        delete(customer);
        awaitAcknowledged(customer);

        assertThat(ground.stack().orders().executions(customer.id())).isEqualTo(1);
        assertThat(ground.stack().orders().orders(customer.id()))
                .hasSize(1)
                .allSatisfy(order -> assertThat(order.recipient()).isNull());
        assertThat(ground.stack().payments().methods(customer.id())).isEmpty();
        assertThat(ground.count("SELECT COUNT(*) FROM SHOP_QUEUE WHERE QUEUE = 'erasure' AND REALM_ID = ?", realm.id()))
                .isZero();
    }

    @Test
    void aServiceThatFailsIsToldAgainWithTheSameKey() {
        Customer customer = realm.customer();
        ground.stack().orders().setFault(Fault.status(503).times(2));
        delete(customer);
        awaitAcknowledged(customer);

        assertThat(told(customer)).extracting(ReceivedRequest::status).containsExactly(503, 503, 200);
        assertThat(keys(told(customer))).hasSize(1).doesNotContainNull();
        assertThat(ground.stack().orders().executions(customer.id())).isEqualTo(1);
    }

    /** It did it, and nobody heard of it. */
    @Test
    void aServiceThatAnswersTooLateDoesItOnce() {
        Customer customer = realm.customer();
        ground.stack().orders().setFault(Fault.delayMillis(12_000).times(1));
        delete(customer);
        awaitAcknowledged(customer);
        Awaitility.await("both calls are answered")
                .atMost(PATIENCE)
                .until(() -> told(customer).size() >= 2);

        assertThat(keys(told(customer))).hasSize(1);
        assertThat(ground.stack().orders().executions(customer.id())).isEqualTo(1);
    }

    /** Killed while the service takes its time: what was not written down is told again. */
    @Test
    void aNodeThatDiesLeavesTheTaskToTheNext() {
        Customer customer = realm.customer();
        ground.stack().orders().setFault(Fault.delayMillis(3_000).times(1));
        delete(customer);
        Pause.of(Duration.ofMillis(1500));
        ground.node().kill();
        ground.node().start();
        awaitAcknowledged(customer);

        assertThat(keys(told(customer))).hasSize(1);
        assertThat(ground.stack().orders().executions(customer.id())).isEqualTo(1);
    }

    @Test
    void staffSeeWhyAndHaveItTriedAtOnce() throws Exception {
        Customer customer = realm.customer();
        ground.stack().orders().setFault(Fault.status(500));
        delete(customer);
        Awaitility.await("several attempts")
                .atMost(PATIENCE)
                .until(() -> told(customer).size() >= 3);
        String viewer = realm.staff("view-users");
        String manager = realm.staff("manage-users");

        JsonNode task = taskOf(customer, viewer);

        assertThat(task.get("service").asText()).isEqualTo("order");
        assertThat(task.get("state").asText()).isEqualTo("open");
        assertThat(task.get("lastError").asText()).isEqualTo("the service answered 500");
        assertThat(task.get("attempts").asInt()).isGreaterThanOrEqualTo(3);
        assertThat(task.get("erasureId").isNull()).isTrue();
        String retry = "/tasks/" + task.get("id").asText() + "/retry";
        assertThat(realm.staff("POST", retry, viewer).status()).isEqualTo(403);
        assertThat(realm.staff("GET", "/tasks", realm.staff("view-events")).status())
                .isEqualTo(403);
        ground.execute("UPDATE SHOP_QUEUE SET NEXT_ATTEMPT_AT = now() + interval '1 hour' WHERE JOB_ID = '"
                + task.get("id").asText() + "'");
        behave();
        assertThat(realm.staff("POST", retry, manager).status()).isEqualTo(204);
        awaitAcknowledged(customer);
        assertThat(realm.staff("POST", retry, manager).status()).isEqualTo(404);
        assertThat(realm.staff("POST", "/tasks/1/retry", manager).status()).isEqualTo(400);
    }

    private JsonNode taskOf(Customer customer, String token) throws Exception {
        Answer answer = realm.staff("GET", "/tasks?max=1000", token);
        assertThat(answer.status()).isEqualTo(200);
        for (JsonNode task : answer.json()) {
            if (Objects.equals(task.get("customerId").asText(), customer.id())) {
                return task;
            }
        }
        throw new AssertionError("no task of the customer: " + answer.response().body());
    }

    @Test
    void theAlarmTellsHowMuchTimeTheLawLeaves() {
        Customer customer = realm.customer();
        ground.stack().payments().setFault(Fault.status(500));
        delete(customer);
        ground.execute("UPDATE SHOP_ERASURE_TASK SET DUE_AT = now() + interval '1 day' WHERE CUSTOMER_ID = '"
                + customer.id() + "' AND SERVICE = 'payment'");

        Awaitility.await("the gauge")
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(Scrape.of(ground.node())
                                .value("shop_erasure_remote_time_left_seconds{service=\"payment\"}"))
                        .isBetween(86_000.0, 86_400.0));
        behave();
        ground.execute("UPDATE SHOP_QUEUE SET NEXT_ATTEMPT_AT = now() WHERE QUEUE = 'erasure'");
        awaitAcknowledged(customer);
    }

    @Test
    void neitherServicesNorRealmsThatDoNotTakePartHaveTasks() {
        long before = ground.count("SELECT COUNT(*) FROM SHOP_ERASURE_TASK WHERE REALM_ID = ?", realm.id());
        ground.stack().orders().setFault(Fault.status(500));
        ClientRepresentation client = new ClientRepresentation();
        client.setClientId("robot");
        client.setServiceAccountsEnabled(true);
        client.setSecret("secret");
        realm.resource().clients().create(client).close();
        realm.resource()
                .clients()
                .get(realm.resource().clients().findByClientId("robot").get(0).getId())
                .remove();
        RealmRepresentation settings = realm.resource().toRepresentation();
        List<String> listeners = settings.getEventsListeners();
        settings.setEventsListeners(List.of("jboss-logging"));
        Customer customer = realm.customer();
        realm.resource().update(settings);
        delete(customer);
        settings.setEventsListeners(listeners);
        realm.resource().update(settings);

        assertThat(ground.count("SELECT COUNT(*) FROM SHOP_ERASURE_TASK WHERE REALM_ID = ?", realm.id()))
                .isEqualTo(before);
    }

    /** The exception: nobody is told of the customers of a realm that is removed, but what was begun is brought to its end. */
    @Test
    void aRealmThatIsRemoved() {
        Customer gone;
        Customer left;
        try (PrivacyRealm other = new PrivacyRealm(ground)) {
            gone = other.customer();
            left = other.customer();
            ground.stack().orders().setFault(Fault.status(500));
            other.resource().users().delete(gone.id()).close();
        }
        behave();
        ground.execute("UPDATE SHOP_QUEUE SET NEXT_ATTEMPT_AT = now() WHERE QUEUE = 'erasure'");
        awaitAcknowledged(gone);

        assertThat(ground.stack().orders().executions(gone.id())).isEqualTo(1);
        assertThat(told(left)).isEmpty();
        assertThat(open(left)).isZero();
    }
}
