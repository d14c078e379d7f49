package shop.identity.it.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Schema;
import java.time.Instant;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.keycloak.representations.idm.UserRepresentation;
import shop.identity.customer.PersonalDataFactory;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.OnGround;
import shop.identity.it.ground.Together;
import shop.identity.it.privacy.PrivacyRealm.Answer;
import shop.identity.it.privacy.PrivacyRealm.Customer;
import shop.identity.stack.Fault;
import shop.identity.stack.KeycloakNode;
import shop.identity.stack.Order;

/** All that is held about a customer, for those who may have it, and not too often. */
@OnGround
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("GD-8")
@Tag("GD-10")
class ExportIT {

    private static final int A_DAY = 86_400;

    private final Ground ground;
    private final Schema schema;
    private PrivacyRealm realm;

    ExportIT(Ground ground) throws Exception {
        this.ground = ground;
        this.schema = ExportSchema.read();
    }

    @BeforeAll
    void prepare() {
        realm = new PrivacyRealm(ground);
    }

    @AfterAll
    void close() {
        realm.close();
    }

    private JsonNode exported(Customer customer) throws Exception {
        Answer answer = realm.own(ground.node(), realm.tokenByForm(customer));
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
        assertThat(schema.validate(answer.json())).isEmpty();
        return answer.json();
    }

    private List<String> register(Customer customer) {
        return ground.query(
                "SELECT REQUESTED_BY || ' ' || (COMPLETED_AT IS NOT NULL) FROM SHOP_EXPORT WHERE CUSTOMER_ID = ? ORDER"
                        + " BY ID",
                customer.id());
    }

    @Test
    void everythingOfTheCustomerAndNothingOfAnybodyElse() throws Exception {
        Customer customer = realm.customer();
        Customer other = realm.customer();
        UserRepresentation user = realm.resource().users().get(customer.id()).toRepresentation();
        user.setFirstName("Augusta");
        realm.resource().users().get(customer.id()).update(user);

        JsonNode document = exported(customer);

        JsonNode account = document.get("account");
        assertThat(document.get("customerId").asText()).isEqualTo(customer.id());
        assertThat(account.get("email").asText()).isEqualTo(customer.email());
        assertThat(account.get("firstName").asText()).isEqualTo("Augusta");
        assertThat(account.get("status").asText()).isEqualTo("ACTIVE");
        assertThat(account.get("credentials").findValuesAsText("type")).containsExactly("password");
        assertThat(document.get("sessions").findValuesAsText("address")).contains("127.0.0.1");
        assertThat(document.get("events").findValuesAsText("type")).contains("LOGIN");
        assertThat(document.get("adminEvents").findValuesAsText("operation")).contains("UPDATE");
        assertThat(document.get("adminEvents").get(0).has("byCustomer")).isTrue();
        assertThat(document.get("parts").fieldNames()).toIterable().containsExactlyInAnyOrderElementsOf(providers());
        assertThat(document.toString())
                .doesNotContain(other.id())
                .doesNotContain(other.email())
                .doesNotContain("secretData")
                .doesNotContain("hashIterations");
    }

    /** Every provider of the distribution, whoever brings one later. */
    private static List<String> providers() {
        return ServiceLoader.load(PersonalDataFactory.class).stream()
                .map(ServiceLoader.Provider::get)
                .map(PersonalDataFactory::getId)
                .sorted()
                .toList();
    }

    @Test
    void otherServicesShowWhatTheyKeepOrAreNamed() throws Exception {
        Customer customer = realm.customer();
        ground.stack().orders().setOrders(customer.id(), List.of(new Order("o-4711", Order.Status.OPEN, "Ada")));
        ground.stack().payments().setFault(Fault.status(503));
        try {
            JsonNode remote = exported(customer).get("remote");

            assertThat(remote.at("/order/complete").asBoolean()).isTrue();
            assertThat(remote.at("/order/answers/0/data/0/id").asText()).isEqualTo("o-4711");
            assertThat(remote.at("/payment/complete").asBoolean()).isFalse();
        } finally {
            ground.stack().payments().setFault(null);
        }
    }

    @Test
    void isAFileThatNobodyElseKeeps() throws Exception {
        Answer answer = realm.own(ground.node(), realm.tokenByForm(realm.customer()));

        assertThat(answer.header("Content-Type")).startsWith("application/json");
        assertThat(answer.header("Content-Disposition")).isEqualTo("attachment; filename=\"customer-export.json\"");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void leavesATraceWithoutData() throws Exception {
        Customer customer = realm.customer();
        exported(customer);

        assertThat(register(customer)).containsExactly("self true");
        assertThat(realm.resource()
                        .getEvents(List.of("USER_INFO_REQUEST"), null, customer.id(), null, null, null, 0, 10))
                .singleElement()
                .satisfies(event -> assertThat(event.getDetails()).containsEntry("shop_privacy", "export"));
        assertThat(exported(customer).at("/parts/exports").findValuesAsText("requestedBy"))
                .containsExactly("self", "self");
    }

    @Test
    void fiveADayHoweverManyAskAtOnceAndWherever() throws Exception {
        Customer customer = realm.customer();
        KeycloakNode second = ground.secondNode();
        try {
            String here = realm.tokenByForm(ground.node(), customer);
            String there = realm.tokenByForm(second, customer);

            List<Answer> answers = Together.run(
                    16, number -> number % 2 == 0 ? realm.own(ground.node(), here) : realm.own(second, there));

            // Of so many at a time a node may turn some away for the moment: nobody gets a sixth.
            assertThat(answers).allSatisfy(answer -> assertThat(answer.status()).isIn(200, 429, 503));
            while (realm.own(ground.node(), here).status() != 429) {
                // The rest of the five.
                assertThat(register(customer)).hasSizeLessThanOrEqualTo(5);
            }
            assertThat(register(customer)).hasSize(5);
            Answer one = realm.own(ground.node(), here);
            assertThat(Integer.parseInt(one.header("Retry-After"))).isBetween(A_DAY - 300, A_DAY);
            assertThat(one.json().get("type").asText()).isEqualTo("urn:shop-identity:problem:too-many-requests");

            ground.execute("UPDATE SHOP_EXPORT SET BEGUN_AT = BEGUN_AT - interval '1 day' WHERE ID = (SELECT ID FROM"
                    + " SHOP_EXPORT WHERE CUSTOMER_ID = '" + customer.id() + "' ORDER BY BEGUN_AT LIMIT 1)");
            assertThat(realm.own(ground.node(), here).status()).isEqualTo(200);
            assertThat(realm.own(ground.node(), here).status()).isEqualTo(429);
        } finally {
            second.stop();
        }
    }

    @Test
    void staffNeedToSeeTheCustomerAndTheEvents() throws Exception {
        Customer customer = realm.customer();
        String path = "/customers/" + customer.id() + "/export";

        for (String token : List.of(realm.staff("view-users"), realm.staff("view-events"))) {
            assertThat(realm.staff("GET", path, token).status()).isEqualTo(403);
        }
        String token = realm.staff("view-users", "view-events");
        Answer answer = realm.staff("GET", path, token);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(schema.validate(answer.json())).isEmpty();
        assertThat(register(customer)).containsExactly("admin true");
        assertThat(realm.resource()
                        .getAdminEvents(
                                List.of("ACTION"),
                                null,
                                null,
                                null,
                                null,
                                "shop-privacy/customers/*",
                                null,
                                null,
                                0,
                                10))
                .anySatisfy(event -> assertThat(event.getResourcePath())
                        .isEqualTo("shop-privacy/customers/" + customer.id() + "/export"));
        JsonNode newest = realm.staff("GET", "/exports?max=1", token).json().get(0);
        assertThat(newest.get("customerId").asText()).isEqualTo(customer.id());
        assertThat(newest.get("requestedBy").asText()).isEqualTo("admin");
        assertThat(newest.get("completedAt").isNull()).isFalse();
        assertThat(realm.staff("GET", "/customers/nobody/export", token).status())
                .isEqualTo(404);
    }

    @Test
    void theRegisterGoesWithTheAccount() throws Exception {
        Customer customer = realm.customer();
        exported(customer);
        realm.resource().users().delete(customer.id()).close();

        assertThat(register(customer)).isEmpty();
    }

    /** 10,000 events come as they are read: the first of the answer is there long before the last, and none is missing. */
    @Test
    void tenThousandEventsInTheirOrder() throws Exception {
        Customer customer = realm.customer();
        ground.execute("INSERT INTO EVENT_ENTITY (ID, REALM_ID, USER_ID, TYPE, EVENT_TIME, IP_ADDRESS,"
                + " DETAILS_JSON_LONG_VALUE) SELECT gen_random_uuid()::text,"
                + " '" + realm.id() + "', '" + customer.id()
                + "', 'LOGIN', 1700000000000 + i, '192.0.2.1', '{\"n\":' || i || '}' FROM generate_series(1,"
                + " 10000) AS i");

        JsonNode events = exported(customer).get("events");

        List<String> numbers = Stream.iterate(0, i -> i < events.size(), i -> i + 1)
                .map(i -> events.get(i).at("/details/n"))
                .filter(JsonNode::isNumber)
                .map(JsonNode::asText)
                .toList();
        assertThat(numbers).hasSize(10_000).first().isEqualTo("1");
        assertThat(numbers).last().isEqualTo("10000");
        assertThat(Instant.parse(events.get(0).get("time").asText()))
                .isEqualTo(Instant.ofEpochMilli(1_700_000_000_001L));
    }

    @Test
    void neitherParametersNorStrangersAreTaken() throws Exception {
        String path = "/realms/" + realm.name() + "/shop-privacy/me/export";
        String token = realm.tokenByForm(realm.customer());

        assertThat(PrivacyRealm.send(ground.node(), "GET", path + "?user=somebody", token)
                        .status())
                .isEqualTo(400);
        assertThat(PrivacyRealm.send(ground.node(), "GET", path, null).status()).isEqualTo(401);
        assertThat(PrivacyRealm.send(ground.node(), "POST", path, token).status())
                .isEqualTo(405);
    }
}
