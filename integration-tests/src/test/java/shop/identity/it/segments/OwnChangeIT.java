package shop.identity.it.segments;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import shop.identity.it.ground.CustomerRecord;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.OnGround;
import shop.identity.it.ground.Together;
import shop.identity.it.segments.SegmentRealm.Customer;
import shop.identity.stack.KeycloakNode;

/** Whoever changes is judged anew in the transaction that changes them. No sweep has a hand in it. */
@OnGround
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("SG-3")
class OwnChangeIT {

    private final Ground ground;
    private SegmentRealm realm;

    OwnChangeIT(Ground ground) {
        this.ground = ground;
    }

    @BeforeAll
    void prepare() {
        realm = new SegmentRealm(ground);
        SegmentApi api = realm.api();
        api.make("gold", "attribute.tier = 'gold' and status != SUSPENDED");
        api.make("germans", "locale = 'de' or attribute.country = 'DE'");
        api.make("buyers", "fact.orders >= 3");
        api.make("both", "attribute.left = '1' and attribute.right = '1'");
        api.make("readers", "consent.marketing");
        api.make("to-germany", "country = 'DE'");
        for (String name : List.of("gold", "germans", "buyers", "both", "readers", "to-germany")) {
            api.evaluate("/" + idOf(name) + "/evaluate");
        }
    }

    @AfterAll
    void close() {
        realm.close();
    }

    private String idOf(String name) {
        return ground.query("SELECT ID FROM KEYCLOAK_GROUP WHERE REALM_ID = ? AND NAME = ?", realm.id(), name)
                .get(0);
    }

    @Test
    void attributesByStaff() {
        Customer customer = realm.customer();
        assertThat(realm.segments(customer.id())).isEmpty();

        realm.setAttribute(customer.id(), "tier", "gold");
        assertThat(realm.segments(customer.id())).containsExactly("gold");
        assertThat(realm.shown(ground.node(), customer.id())).containsExactly("/segments/gold");

        realm.setAttribute(customer.id(), "tier", "silver");
        assertThat(realm.segments(customer.id())).isEmpty();
        assertThat(realm.shown(ground.node(), customer.id())).isEmpty();
        assertThat(realm.told(customer.id()))
                .containsExactly("joined gold by admin over admin-api", "left gold by admin over admin-api");
    }

    /** One event of a type, whatever comes together; with the change that it came from, and after it. */
    @Test
    @Tag("SG-4")
    void severalAtOnceAreOneEvent() {
        Customer customer =
                realm.customer(user -> user.setAttributes(Map.of("tier", List.of("gold"), "country", List.of("DE"))));
        realm.change(customer.id(), user -> user.setAttributes(Map.of("left", List.of("1"), "right", List.of("1"))));

        assertThat(realm.told(customer.id()))
                .containsExactly(
                        "joined germans, gold by admin over admin-api",
                        "joined both by admin over admin-api",
                        "left germans, gold by admin over admin-api");
        assertThat(realm.records(customer.id(), 5))
                .extracting(CustomerRecord::type)
                .containsExactly(
                        "customer.created",
                        "customer.segment_joined",
                        "customer.updated",
                        "customer.segment_joined",
                        "customer.segment_left");
    }

    @Test
    void statusCounts() {
        Customer customer = realm.customer(user -> user.setAttributes(Map.of("tier", List.of("gold"))));
        realm.change(customer.id(), user -> user.setEnabled(false));
        assertThat(realm.segments(customer.id())).isEmpty();

        realm.change(customer.id(), user -> user.setEnabled(true));
        assertThat(realm.segments(customer.id())).containsExactly("gold");
    }

    @Test
    void theErasedAreInNone() {
        Customer customer = realm.customer(user -> user.setAttributes(Map.of("country", List.of("DE"))));
        assertThat(realm.segments(customer.id())).isNotEmpty();
        realm.setBehind(List.of(customer.id()), "shopStatus", "ERASED");
        realm.api().evaluate("/evaluate");

        assertThat(realm.segments(customer.id())).isEmpty();
    }

    @Test
    void consentsOfARegistration() throws Exception {
        String email = "reads-" + System.nanoTime() + "@example.com";
        realm.shipped().walk();
        ground.registrationIn(realm.name()).open().submit(email, Map.of("marketingConsent", "on"));
        String id = ground.customerId(email).orElseThrow();

        assertThat(realm.segments(id)).containsExactly("readers");
        assertThat(realm.told(id)).containsExactly("joined readers by self over registration-form");
    }

    /** Where things are sent decides, and where bills go as long as nothing is said of that. */
    @Test
    @Tag("SG-2")
    @Tag("CD-2")
    void addressesByTheCustomer() throws Exception {
        Customer customer = realm.customer();
        OwnAddresses addresses = new OwnAddresses(ground, realm, customer);

        String bills = addresses.add("billing", "DE", "51147", "Köln");
        assertThat(realm.segments(customer.id())).containsExactly("to-germany");
        addresses.add("shipping", "AT", "1010", "Wien");
        assertThat(realm.segments(customer.id())).isEmpty();
        String home = addresses.add("shipping", "DE", "10115", "Berlin");
        assertThat(realm.segments(customer.id())).isEmpty();
        addresses.makeDefault(home);
        assertThat(realm.segments(customer.id())).containsExactly("to-germany");
        addresses.remove(home);
        addresses.remove(bills);
        assertThat(realm.segments(customer.id())).isEmpty();

        assertThat(realm.told(customer.id()))
                .containsExactly(
                        "joined to-germany by self over realm-api",
                        "left to-germany by self over realm-api",
                        "joined to-germany by self over realm-api",
                        "left to-germany by self over realm-api");
        assertThat(
                        ground.count(
                                "SELECT COUNT(*) FROM (SELECT 1 FROM SHOP_COUNTRY GROUP BY REALM_ID, USER_ID HAVING COUNT(*) > 1) twice"))
                .isZero();
    }

    @Test
    void factsAreJudgedWithTheirPush() throws Exception {
        KeycloakNode second = ground.secondNode();
        try {
            Customer customer = realm.customer();
            // In the cache of both nodes, without the group.
            assertThat(realm.shown(ground.node(), customer.id())).isEmpty();
            assertThat(realm.shown(second, customer.id())).isEmpty();

            assertThat(realm.api()
                            .send("PATCH", "/facts/" + customer.id(), "{\"orders\":3}")
                            .status())
                    .isEqualTo(204);
            assertThat(realm.segments(customer.id())).containsExactly("buyers");
            assertThat(realm.shown(ground.node(), customer.id())).containsExactly("/segments/buyers");
            assertThat(realm.shown(second, customer.id())).containsExactly("/segments/buyers");

            realm.api().send("PATCH", "/facts/" + customer.id(), "{\"orders\":3.0}");
            realm.api().send("PATCH", "/facts/" + customer.id(), "{\"orders\":null}");
            assertThat(realm.segments(customer.id())).isEmpty();
            assertThat(realm.told(customer.id()))
                    .containsExactly("joined buyers by admin over admin-api", "left buyers by admin over admin-api");
        } finally {
            second.stop();
        }
    }

    /** What each of two transactions knows is half of it; whoever commits second knows all. */
    @Test
    void changesAtTheSameMomentAddUp() throws Exception {
        for (int round = 0; round < 10; round++) {
            Customer customer = realm.customer();
            // Each behind Keycloak's own read of the whole user: by facts, which are rows of their own.
            String segment =
                    realm.api().make("round-" + round, "fact.a = 1 and fact.b = 1 and fact.c = 1 and fact.d = 1");
            List<String> names = List.of("a", "b", "c", "d");
            List<Integer> answers = Together.run(
                    4,
                    i -> realm.api()
                            .send("PATCH", "/facts/" + customer.id(), "{\"" + names.get(i) + "\":1}")
                            .status());

            assertThat(answers).containsOnly(204);
            assertThat(realm.segments(customer.id())).containsExactly("round-" + round);
            assertThat(realm.told(customer.id())).hasSize(1);
            realm.api().send("DELETE", "/" + segment, "");
        }
    }

    @Test
    void whatIsNoneOfTheRulesBusinessChangesNothing() {
        Customer customer = realm.customer(user -> user.setAttributes(Map.of("tier", List.of("gold"))));
        realm.setAttribute(customer.id(), "colour", "blue");
        realm.resource().users().get(customer.id()).logout();

        assertThat(realm.told(customer.id())).hasSize(1);
    }
}
