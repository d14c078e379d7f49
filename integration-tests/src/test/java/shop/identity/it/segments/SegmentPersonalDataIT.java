package shop.identity.it.segments;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import shop.identity.it.ground.AdminApi;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.OnGround;
import shop.identity.it.segments.SegmentRealm.Customer;

/** What segments hand out of a customer who is exported, and what is left of one who is erased. */
@OnGround
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("SG-1")
@Tag("GD-10")
class SegmentPersonalDataIT {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

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

    private JsonNode exported(Customer customer) throws Exception {
        String document = privacy("GET", "/customers/" + customer.id() + "/export", "", 200);
        return new ObjectMapper().readTree(document).at("/parts/segments");
    }

    private void erase(Customer customer) throws Exception {
        privacy("POST", "/erasures", "{\"customerId\":\"" + customer.id() + "\"}", 201);
        ground.execute("UPDATE SHOP_ERASURE SET DUE_AT = now(), NEXT_ATTEMPT_AT = now() WHERE CUSTOMER_ID = '"
                + customer.id() + "'");
        Awaitility.await("the erasure")
                .atMost(Duration.ofSeconds(60))
                .until(() -> ground.count(
                                "SELECT COUNT(*) FROM SHOP_ERASURE WHERE CUSTOMER_ID = ? AND STATE = 'completed'",
                                customer.id())
                        == 1);
    }

    /** By the server's administrator. */
    private String privacy(String method, String path, String body, int status) throws Exception {
        try (AdminApi admin = ground.admin()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(
                            ground.node().baseUrl() + "/admin/realms/" + realm.name() + "/shop-privacy" + path))
                    .header(
                            "Authorization",
                            "Bearer " + admin.keycloak().tokenManager().getAccessTokenString())
                    .header("Content-Type", "application/json")
                    .method(method, HttpRequest.BodyPublishers.ofString(body))
                    .build();
            HttpResponse<String> answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
            return answer.body();
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
        Customer stranger = realm.customer();
        realm.leave(stranger.id(), everybody);
        realm.leave(stranger.id(), strangers);

        assertThat(exported(stranger).toString()).isEqualTo("{\"segments\":[],\"facts\":[]}");
    }

    @Test
    void allOfItIsErasedAndTheRestStays() throws Exception {
        Customer customer = known();
        Customer other = known();
        List<String> before = realm.told(customer.id());

        erase(customer);

        List<String> told = realm.told(customer.id());
        assertThat(told)
                .hasSize(before.size() + 1)
                .last()
                .asString()
                .startsWith("left everybody, friends, gold by system");
        assertThat(realm.segments(customer.id())).isEmpty();
        assertThat(rows("SHOP_SEGMENT_FACT", customer)).isZero();
        assertThat(rows("SHOP_SEGMENT_LEAVER", customer)).isZero();
        assertThat(exported(customer).toString()).isEqualTo("{\"segments\":[],\"facts\":[]}");
        assertThat(realm.segments(other.id())).containsExactly("everybody", "friends", "gold");
        assertThat(rows("SHOP_SEGMENT_FACT", other)).isEqualTo(2);
        assertThat(rows("SHOP_SEGMENT_LEAVER", other)).isEqualTo(1);
    }

    /** Who is erased is no member again, neither of what everybody is in, nor by a rule. */
    @Test
    void nobodyBringsThemBack() throws Exception {
        Customer customer = known();
        erase(customer);

        realm.api().evaluate("/evaluate");

        assertThat(realm.segments(customer.id())).isEmpty();
    }
}
