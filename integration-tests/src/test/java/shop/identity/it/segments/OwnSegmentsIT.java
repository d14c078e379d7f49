package shop.identity.it.segments;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.OnGround;
import shop.identity.it.segments.SegmentRealm.Customer;
import shop.identity.it.staff.OpenApi;

/** Customers see the segments they are in, and nobody else's. */
@OnGround
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("SG-1")
class OwnSegmentsIT {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final Ground ground;
    private final OpenApi document = new OpenApi("shop-segments", "/realms/{realm}/shop-customer");
    private final Set<Integer> seen = new TreeSet<>();
    private SegmentRealm realm;

    OwnSegmentsIT(Ground ground) {
        this.ground = ground;
    }

    @BeforeAll
    void prepare() {
        realm = new SegmentRealm(ground);
        realm.api().make("{\"name\":\"everybody\",\"default\":true}");
        realm.api().make("gold", "attribute.tier = 'gold'");
        realm.api().make("silver", "attribute.tier = 'silver'");
    }

    @AfterAll
    void close() {
        realm.close();
    }

    private HttpResponse<String> get(String query, String bearer) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                URI.create(ground.node().baseUrl() + "/realms/" + realm.name() + "/shop-customer/me/segments" + query));
        if (bearer != null) {
            request.header("Authorization", "Bearer " + bearer);
        }
        HttpResponse<String> answer = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        seen.add(answer.statusCode());
        JsonNode json = new ObjectMapper().readTree(answer.body());
        if (answer.statusCode() == 200) {
            json.forEach(segment ->
                    assertThat(document.breaches("OwnSegment", segment)).isEmpty());
        } else {
            assertThat(document.breaches("Problem", json)).isEmpty();
        }
        return answer;
    }

    @Test
    void ownOnes() throws Exception {
        Customer customer = realm.customer(user -> user.setAttributes(Map.of("tier", List.of("gold"))));
        HttpResponse<String> answer = get("", realm.storefrontToken(customer));

        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(new ObjectMapper().readTree(answer.body()).findValuesAsText("name"))
                .containsExactly("everybody", "gold");
        realm.setAttribute(customer.id(), "tier", "silver");
        assertThat(new ObjectMapper()
                        .readTree(get("", realm.storefrontToken(customer)).body())
                        .findValuesAsText("name"))
                .containsExactly("everybody", "silver");
    }

    @Test
    void theDocumentNamesTheStatuses() throws Exception {
        String token = realm.storefrontToken(realm.customer());
        get("", token);
        get("?user=somebody", token);
        get("", null);
        get("", "none");
        assertThat(seen).contains(200, 400, 401);
        // The role that every customer has of itself is not taken away here: see the other rooms' tests of the same
        // check.
        Set<Integer> documented = new TreeSet<>(document.statuses("GET /me/segments"));
        documented.remove(403);
        assertThat(seen).isEqualTo(documented);
    }
}
