package shop.identity.it.segments;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
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

/** Requests of staff that are sent again with the same key: what they ask for is done once. */
@OnGround
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("CD-6")
@Tag("SG-1")
class SegmentRepeatsIT {

    private static final String KEY = "Idempotency-Key";

    private final Ground ground;
    private SegmentRealm realm;
    private SegmentApi api;
    private String segment;
    private Customer customer;

    SegmentRepeatsIT(Ground ground) {
        this.ground = ground;
    }

    @BeforeAll
    void prepare() {
        realm = new SegmentRealm(ground);
        api = realm.api();
        segment = api.make("{\"name\":\"vip\",\"rule\":\"fact.orders >= 3\"}");
        customer = realm.customer();
    }

    @AfterAll
    void close() {
        realm.close();
    }

    private static String[] key() {
        return new String[] {KEY, UUID.randomUUID().toString()};
    }

    /** Everything of it that a caller can go by. */
    private static String whole(Answer answer) {
        return answer.status() + "\n" + answer.header("ETag") + "\n" + answer.header("Location") + "\n"
                + answer.header("Content-Type") + "\n" + answer.body();
    }

    /** A second time it would be in the way of itself: the name is taken, the version is another, nothing is there. */
    @Test
    void madeChangedAndRemovedOnce() {
        String[] make = key();
        String body = "{\"name\":\"again\",\"rule\":\"fact.again = 1\"}";
        Answer made = api.send("POST", "", body, make);
        assertThat(made.status()).isEqualTo(201);
        assertThat(whole(api.send("POST", "", body, make))).isEqualTo(whole(made));
        String path = "/" + made.json().get("id").asText();

        String[] change = {KEY, UUID.randomUUID().toString(), "If-Match", made.header("ETag")};
        Answer changed = api.put(path, "{\"name\":\"once more\"}", change);
        assertThat(changed.status()).isEqualTo(200);
        assertThat(whole(api.put(path, "{\"name\":\"once more\"}", change))).isEqualTo(whole(changed));

        String[] remove = {KEY, UUID.randomUUID().toString(), "If-Match", changed.header("ETag")};
        assertThat(api.send("DELETE", path, "", remove).status()).isEqualTo(204);
        assertThat(api.send("DELETE", path, "", remove).status()).isEqualTo(204);
        assertThat(api.send("DELETE", path, "").status()).isEqualTo(404);
        assertThat(whole(api.put(path, "{\"name\":\"once more\"}", change))).isEqualTo(whole(changed));
        assertThat(whole(api.send("POST", "", body, make))).isEqualTo(whole(made));
        assertThat(api.get("").json().findValuesAsText("name")).doesNotContain("again", "once more");
    }

    /** What another service has pushed since stays. */
    @Test
    void factsPushedOnce() {
        Customer buyer = realm.customer();
        String one = "/facts/" + buyer.id();
        String many = "{\"" + buyer.id() + "\":{\"orders\":3}}";
        String[] first = key();
        String[] second = key();
        Answer pushed = api.send("POST", "/facts", many, first);
        assertThat(pushed.json().get("changed").asInt()).isEqualTo(1);
        assertThat(api.send("PATCH", one, "{\"orders\":4}", second).status()).isEqualTo(204);

        assertThat(whole(api.send("POST", "/facts", many, first))).isEqualTo(whole(pushed));
        assertThat(api.get(one).json().findValuesAsText("value")).containsExactly("4");
        api.send("PATCH", one, "{\"orders\":2}");
        assertThat(api.send("PATCH", one, "{\"orders\":4}", second).status()).isEqualTo(204);

        assertThat(api.get(one).json().findValuesAsText("value")).containsExactly("2");
        assertThat(realm.told(buyer.id()))
                .containsExactly("joined vip by admin over admin-api", "left vip by admin over admin-api");
    }

    @Test
    void evaluatedOnce() {
        for (String path : List.of("/evaluate", "/" + segment + "/evaluate")) {
            String[] key = key();
            Answer first = api.send("POST", path, "", key);
            api.evaluate(path);
            assertThat(whole(api.send("POST", path, "", key))).as(path).isEqualTo(whole(first));
        }
    }

    @Test
    void manyAtOnceAreOne() throws Exception {
        String[] key = key();
        List<Answer> answers = Together.run(12, i -> api.send("POST", "", "{\"name\":\"at once\"}", key));

        assertThat(answers).extracting(Answer::status).containsOnly(201);
        assertThat(answers.stream().map(SegmentRepeatsIT::whole).distinct()).hasSize(1);
        assertThat(api.get("").json().findValuesAsText("name")).containsOnlyOnce("at once");
    }

    @Test
    void aKeyOfAnotherRequestIsRefused() {
        String[] key = key();
        api.send("PATCH", "/facts/" + customer.id(), "{\"keys\":1}", key);

        SegmentOperation.all(segment, customer.id()).stream()
                .filter(operation -> !operation.isRead())
                .forEach(operation -> assertThat(operation.askedBy(api, key).status())
                        .as(operation.toString())
                        .isEqualTo(422));
        assertThat(SegmentOperation.removal(segment).askedBy(api, key).status()).isEqualTo(422);
        assertThat(api.get("/" + segment).status()).isEqualTo(200);
    }

    @Test
    void keysOfOthersAreNotSeen() throws Exception {
        String[] key = key();
        SegmentApi one = api.as(realm.staff("manage-users"));
        SegmentApi other = api.as(realm.staff("manage-users"));

        assertThat(one.send("POST", "", "{\"name\":\"of one\"}", key).status()).isEqualTo(201);
        assertThat(other.send("POST", "", "{\"name\":\"of the other\"}", key).status())
                .isEqualTo(201);
    }

    @Test
    void aRefusalKeepsNothing() {
        String[] key = key();
        assertThat(api.send("POST", "", "{\"name\":\"\"}", key).status()).isEqualTo(400);
        assertThat(api.send("POST", "", "{\"name\":\"better\"}", key).status()).isEqualTo(201);
    }

    @Test
    void whatIsNoKey() {
        String name = "k".repeat(256);
        assertThat(api.send("POST", "", "{\"name\":\"keyless\"}", KEY, name).wrong())
                .startsWith(KEY + ": has to be one text of 1 to 255 characters");
        assertThat(api.get("").json().findValuesAsText("name")).doesNotContain("keyless");
    }
}
