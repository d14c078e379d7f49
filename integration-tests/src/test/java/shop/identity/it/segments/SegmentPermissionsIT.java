package shop.identity.it.segments;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.keycloak.representations.idm.RealmRepresentation;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.OnGround;
import shop.identity.it.ground.ShippedRealm;
import shop.identity.it.segments.SegmentApi.Answer;
import shop.identity.it.segments.SegmentRealm.Customer;

/** The REST interface for staff: who may do what, and what they are told who may not. */
@OnGround
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("SG-1")
@Tag("SG-2")
class SegmentPermissionsIT {

    private static final String UNKNOWN = UUID.randomUUID().toString();

    private final Ground ground;
    private SegmentRealm realm;
    private SegmentApi api;
    private String segment;
    private Customer customer;

    SegmentPermissionsIT(Ground ground) {
        this.ground = ground;
    }

    @BeforeAll
    void prepare() {
        realm = new SegmentRealm(ground);
        api = realm.api();
        segment = api.make("{\"name\":\"vip\",\"description\":\"Those who matter\",\"rule\":\"fact.orders >= 3\"}");
        customer = realm.customer();
    }

    @AfterAll
    void close() {
        realm.close();
    }

    /** Every operation × everybody who might ask. */
    @Test
    void whoMayDoWhat() throws Exception {
        api.evaluate("/evaluate");
        Map<String, SegmentApi> persons = new LinkedHashMap<>();
        persons.put("without a token", api.as(null));
        persons.put("with a token that is none", api.as("none"));
        persons.put("a customer", api.as(realm.token(customer)));
        persons.put("staff for something else", api.as(realm.staff("view-events", "manage-clients")));
        persons.put("who may look", api.as(realm.staff("view-users")));
        persons.put("who may change", api.as(realm.staff("manage-users")));
        try (SegmentRealm other = new SegmentRealm(ground)) {
            persons.put("staff of another realm", api.as(other.staff("manage-users")));
            persons.forEach((person, asked) -> SegmentOperation.all(segment, customer.id())
                    .forEach(operation -> {
                        Answer answer = operation.askedBy(asked);
                        String what = person + ": " + operation + ": " + answer.body();
                        switch (person) {
                            case "without a token", "with a token that is none" ->
                                assertThat(answer.status()).as(what).isEqualTo(401);
                            case "a customer", "staff for something else", "staff of another realm" ->
                                assertThat(answer.status()).as(what).isEqualTo(403);
                            case "who may look" ->
                                assertThat(answer.status()).as(what).isEqualTo(operation.isRead() ? 200 : 403);
                            default -> assertThat(answer.status()).as(what).isBetween(200, 204);
                        }
                        if (answer.status() > 400) {
                            assertThat(answer.body()).doesNotContain("vip", "orders", customer.email());
                        }
                    }));
        }
        for (String person : List.of("a customer", "staff for something else", "who may look")) {
            Answer answer = persons.get(person).send("DELETE", "/" + segment, "");
            assertThat(answer.status()).as(person).isEqualTo(403);
        }
    }

    @Test
    void whoMaySeeNothingIsNotToldWhatThereIs() throws Exception {
        SegmentApi other = api.as(realm.staff("view-events"));
        for (String path : List.of("/" + segment, "/" + UNKNOWN, "/facts/" + customer.id(), "/facts/" + UNKNOWN)) {
            assertThat(other.get(path).status()).as(path).isEqualTo(403);
        }
    }

    @Test
    void aRealmThatDoesNotTakePartHasNone() {
        try (ShippedRealm stranger = new ShippedRealm(ground, SegmentPermissionsIT::doesNotTakePart)) {
            SegmentApi there = api.at(realm.root(ground.node()).replace(realm.name(), stranger.name()));
            assertThat(there.get("").status()).isEqualTo(404);
            assertThat(there.post("", "{\"name\":\"x\"}").status()).isEqualTo(404);
        }
    }

    private static void doesNotTakePart(RealmRepresentation settings) {
        settings.setEventsListeners(List.of("jboss-logging"));
    }
}
