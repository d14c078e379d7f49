package shop.identity.it.segments;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.OnGround;
import shop.identity.it.ground.Together;
import shop.identity.it.segments.SegmentApi.Answer;
import shop.identity.it.segments.SegmentRealm.Customer;

/** Numbers that services push. */
@OnGround
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("SG-2")
class SegmentFactsIT {

    private static final String UNKNOWN = UUID.randomUUID().toString();

    private final Ground ground;
    private SegmentRealm realm;
    private SegmentApi api;
    private Customer customer;

    SegmentFactsIT(Ground ground) {
        this.ground = ground;
    }

    @BeforeAll
    void prepare() {
        realm = new SegmentRealm(ground);
        api = realm.api();
        api.make("{\"name\":\"vip\",\"description\":\"Those who matter\",\"rule\":\"fact.orders >= 3\"}");
        customer = realm.customer();
    }

    @AfterAll
    void close() {
        realm.close();
    }

    @Test
    void factsPushedAndShown() {
        Customer one = realm.customer();
        Customer other = realm.customer();
        Answer pushed = api.post(
                "/facts",
                "{\"" + one.id() + "\":{\"orders\":3,\"revenue\":100.50},\"" + other.id() + "\":{\"orders\":1},\""
                        + UNKNOWN + "\":{\"orders\":9}}");

        assertThat(pushed.json().get("changed").asInt()).isEqualTo(2);
        assertThat(pushed.json().get("unknown").toString()).isEqualTo("[\"" + UNKNOWN + "\"]");
        JsonNode facts = api.get("/facts/" + one.id()).json();
        assertThat(facts.get(0).get("name").asText() + "=" + facts.get(0).get("value"))
                .isEqualTo("orders=3");
        assertThat(facts.get(1).get("name").asText() + "=" + facts.get(1).get("value"))
                .isEqualTo("revenue=100.5");
        assertThat(realm.segments(one.id())).contains("vip");
        assertThat(realm.segments(other.id())).doesNotContain("vip");

        assertThat(api.send("PATCH", "/facts/" + one.id(), "{\"revenue\":null,\"orders\":2}")
                        .status())
                .isEqualTo(204);
        assertThat(api.get("/facts/" + one.id()).json()).hasSize(1);
        assertThat(realm.segments(one.id())).doesNotContain("vip");
        assertThat(api.post("/facts", "{\"" + one.id() + "\":{\"orders\":2}}")
                        .json()
                        .get("changed")
                        .asInt())
                .isZero();
    }

    @Test
    void factsThatAreNone() {
        String path = "/facts/" + customer.id();
        assertThat(api.send("PATCH", path, "{\"orders\":\"3\"}").wrong()).startsWith("orders: has to be a number");
        assertThat(api.send("PATCH", path, "{\"1\":3}").wrong()).startsWith("1: is no name of a fact");
        assertThat(api.send("PATCH", path, "[]").status()).isEqualTo(400);
        assertThat(api.send("PATCH", path, "").status()).isEqualTo(400);
        assertThat(api.post("/facts", "{\"" + customer.id() + "\":{\"orders\":1e400}}")
                        .wrong())
                .startsWith(customer.id() + ".orders: has to be a number");
        assertThat(api.send("PATCH", "/facts/" + UNKNOWN, "{}").status()).isEqualTo(404);
        assertThat(api.get("/facts/%00").status()).isEqualTo(404);
        assertThat(api.get("/%00").status()).isEqualTo(404);
    }

    @Test
    void aCustomerHasAHundredFactsAtMost() {
        Customer one = realm.customer();
        String hundred =
                IntStream.range(0, 100).mapToObj(i -> "\"f" + i + "\":1").collect(Collectors.joining(","));
        assertThat(api.send("PATCH", "/facts/" + one.id(), "{" + hundred + "}").status())
                .isEqualTo(204);
        assertThat(api.send("PATCH", "/facts/" + one.id(), "{\"one_more\":1}").status())
                .isEqualTo(409);
        assertThat(api.get("/facts/" + one.id()).json()).hasSize(100);
        assertThat(api.send("PATCH", "/facts/" + one.id(), "{\"one_more\":1,\"f0\":null}")
                        .status())
                .isEqualTo(204);
    }

    /** Services push at once what concerns the same customers, each in another order. */
    @Test
    void pushesOfTheSameCustomersAtTheSameTime() throws Exception {
        List<String> ids = realm.crowd(60);
        List<Integer> answers = Together.run(8, i -> {
            List<String> order = new ArrayList<>(ids);
            Collections.shuffle(order, new Random(i));
            String body = order.stream()
                    .map(id -> "\"" + id + "\":{\"service" + i + "\":1,\"shared\":" + i + ",\"orders\":3}")
                    .collect(Collectors.joining(",", "{", "}"));
            return api.post("/facts", body).status();
        });

        assertThat(answers).containsOnly(200);
        assertThat(ground.count(
                        "SELECT COUNT(*) FROM SHOP_SEGMENT_FACT WHERE REALM_ID = ? AND USER_ID = ANY(?)",
                        realm.id(),
                        ids.toArray(String[]::new)))
                .isEqualTo(60 * 10);
        for (String id : ids) {
            assertThat(realm.told(id)).containsExactly("joined vip by admin over admin-api");
        }
    }

    /** Each for itself would be few enough. */
    @Test
    void pushesAtTheSameTimeKeepToTheLimit() throws Exception {
        Customer one = realm.customer();
        List<Integer> answers = Together.run(8, i -> {
            String thirty = IntStream.range(0, 30)
                    .mapToObj(n -> "\"s" + i + "_" + n + "\":1")
                    .collect(Collectors.joining(",", "{", "}"));
            return api.send("PATCH", "/facts/" + one.id(), thirty).status();
        });

        assertThat(answers).containsOnly(204, 409);
        assertThat(api.get("/facts/" + one.id()).json()).hasSize(90);
    }

    /** One takes away what the other gives. */
    @Test
    void pushesThatCrossEachOther() throws Exception {
        List<String> ids = realm.crowd(60);
        List<Integer> answers = Together.run(8, i -> {
            String facts = i % 2 == 0 ? "{\"a\":" + i + ",\"b\":null}" : "{\"a\":null,\"b\":" + i + "}";
            String body = ids.stream().map(id -> "\"" + id + "\":" + facts).collect(Collectors.joining(",", "{", "}"));
            return api.post("/facts", body).status();
        });

        assertThat(answers).containsOnly(200);
    }

    @Test
    void nothingIsKeptOfTheErased() {
        Customer one = realm.customer();
        realm.setBehind(List.of(one.id()), "shopStatus", "ERASED");

        assertThat(api.send("PATCH", "/facts/" + one.id(), "{\"orders\":3}").status())
                .isEqualTo(404);
        Answer answer = api.post("/facts", "{\"" + one.id() + "\":{\"orders\":3}}");
        assertThat(answer.json().get("unknown").get(0).asText()).isEqualTo(one.id());
        assertThat(ground.count("SELECT COUNT(*) FROM SHOP_SEGMENT_FACT WHERE USER_ID = ?", one.id()))
                .isZero();
    }
}
