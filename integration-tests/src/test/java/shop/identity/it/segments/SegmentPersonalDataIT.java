package shop.identity.it.segments;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.StringWriter;
import java.sql.Connection;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import shop.identity.customer.CustomerFact;
import shop.identity.customer.CustomerSegment;
import shop.identity.customer.PersonalData;
import shop.identity.customer.PersonalDataFactory;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.OnGround;
import shop.identity.it.ground.SessionOnGround;
import shop.identity.it.segments.SegmentRealm.Customer;

/**
 * What segments hand out of a customer, and take away. The rows are a server's; the provider is asked directly, as there is no
 * request so far that asks it.
 */
@OnGround
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("SG-1")
@Tag("GD-10")
class SegmentPersonalDataIT {

    private final Ground ground;
    private SegmentRealm realm;
    private String everybody;
    private String gold;
    private String friends;
    private String strangers;

    SegmentPersonalDataIT(Ground ground) {
        this.ground = ground;
    }

    @BeforeAll
    void prepare() {
        realm = new SegmentRealm(ground);
        everybody = realm.api().make("{\"name\":\"everybody\",\"default\":true}");
        gold = realm.api().make("gold", "attribute.tier = 'gold'");
        friends = realm.api().make("{\"name\":\"friends\"}");
        strangers = realm.api().make("{\"name\":\"strangers\",\"default\":true}");
        for (String segment : List.of(everybody, gold, strangers)) {
            realm.api().evaluate("/" + segment + "/evaluate");
        }
    }

    @AfterAll
    void close() {
        realm.close();
    }

    /** In each kind of segment and taken out of one, with two facts. */
    private Customer known() {
        Customer customer = realm.customer(user -> user.setAttributes(Map.of("tier", List.of("gold"))));
        realm.join(customer.id(), friends);
        realm.leave(customer.id(), strangers);
        realm.api().send("PATCH", "/facts/" + customer.id(), "{\"orders\":3,\"revenue\":100.5}");
        return customer;
    }

    private static PersonalData data(SessionOnGround session) {
        return ServiceLoader.load(PersonalDataFactory.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(factory -> factory.getId().equals("segments"))
                .findAny()
                .orElseThrow()
                .create(session.session());
    }

    private JsonNode exported(Customer customer) throws Exception {
        StringWriter written = new StringWriter();
        try (Connection connection = ground.postgres().connect();
                JsonGenerator to = new JsonMapper().createGenerator(written)) {
            data(new SessionOnGround(connection)).export(SessionOnGround.realm(realm.id()), customer.id(), to);
        }
        return new JsonMapper().readTree(written.toString());
    }

    private List<CustomerFact> erased(String realmId, Customer customer) throws Exception {
        try (Connection connection = ground.postgres().connect()) {
            SessionOnGround session = new SessionOnGround(connection);
            data(session).erase(SessionOnGround.realm(realmId), customer.id());
            return session.told();
        }
    }

    private long rows(String table, Customer customer) {
        return ground.count("SELECT COUNT(*) FROM " + table + " WHERE USER_ID = ?", customer.id());
    }

    @Test
    void segmentsAndFactsAreHandedOutAndNobodyElses() throws Exception {
        Instant before = Instant.now();
        Customer customer = known();
        known();

        JsonNode exported = exported(customer);

        assertThat(exported.fieldNames()).toIterable().containsExactly("segments", "facts");
        assertThat(exported.get("segments").findValuesAsText("id")).containsExactlyInAnyOrder(everybody, friends, gold);
        assertThat(exported.get("segments").findValuesAsText("name"))
                .containsExactlyInAnyOrder("everybody", "friends", "gold");
        assertThat(exported.get("facts").findValuesAsText("name")).containsExactly("orders", "revenue");
        assertThat(exported.get("facts").findValuesAsText("value")).containsExactly("3", "100.5");
        assertThat(exported.get("facts").findValuesAsText("changedAt"))
                .allSatisfy(at -> assertThat(Instant.parse(at)).isAfter(before.minusSeconds(5)));
    }

    @Test
    void ofWhomNothingIsKnownThereIsNothing() throws Exception {
        assertThat(exported(new Customer("nobody", "")).toString()).isEqualTo("{\"segments\":[],\"facts\":[]}");
    }

    @Test
    void allOfItIsErasedAndTheRestStays() throws Exception {
        Customer customer = known();
        Customer other = known();
        String group = ground.query("SELECT PARENT_GROUP FROM KEYCLOAK_GROUP WHERE ID = ?", gold)
                .get(0);
        realm.join(customer.id(), group);

        List<CustomerFact> told = erased(realm.id(), customer);

        assertThat(told)
                .singleElement()
                .isInstanceOfSatisfying(
                        CustomerFact.SegmentLeft.class,
                        left -> assertThat(left.segments())
                                .containsExactly(
                                        new CustomerSegment(everybody, "everybody"),
                                        new CustomerSegment(friends, "friends"),
                                        new CustomerSegment(gold, "gold")));
        // A group that is no segment is none of this room's business.
        assertThat(realm.segments(customer.id())).containsExactly("segments");
        assertThat(rows("SHOP_SEGMENT_FACT", customer)).isZero();
        assertThat(rows("SHOP_SEGMENT_LEAVER", customer)).isZero();
        assertThat(exported(customer).toString()).isEqualTo("{\"segments\":[],\"facts\":[]}");
        assertThat(realm.segments(other.id())).containsExactly("everybody", "friends", "gold");
        assertThat(rows("SHOP_SEGMENT_FACT", other)).isEqualTo(2);
        assertThat(rows("SHOP_SEGMENT_LEAVER", other)).isEqualTo(1);
    }

    @Test
    void aSecondTimeNothingIsTold() throws Exception {
        Customer customer = known();
        erased(realm.id(), customer);

        assertThat(erased(realm.id(), customer)).isEmpty();
    }

    @Test
    void anotherRealmDoesNotReachIt() throws Exception {
        Customer customer = known();

        assertThat(erased("another", customer)).isEmpty();
        assertThat(realm.segments(customer.id())).hasSize(3);
        assertThat(rows("SHOP_SEGMENT_FACT", customer)).isEqualTo(2);
    }
}
