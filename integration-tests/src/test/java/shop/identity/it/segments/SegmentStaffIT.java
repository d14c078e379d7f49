package shop.identity.it.segments;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.keycloak.representations.idm.RealmRepresentation;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.OnGround;
import shop.identity.it.ground.Together;
import shop.identity.it.segments.SegmentApi.Answer;
import shop.identity.it.segments.SegmentRealm.Customer;

/** Staff make, change and remove segments, and are told what is wrong. */
@OnGround
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("SG-1")
@Tag("SG-2")
class SegmentStaffIT {

    private final Ground ground;
    private SegmentRealm realm;
    private SegmentApi api;
    private String segment;
    private Customer customer;

    SegmentStaffIT(Ground ground) {
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

    @Test
    void madeShownChangedRemoved() {
        Answer made = api.post(
                "",
                "{\"name\":\"early birds\",\"description\":\"First\",\"rule\":\"createdAt < 2026-01-01\",\"default\":false}");
        assertThat(made.status()).isEqualTo(201);
        String id = made.json().get("id").asText();
        assertThat(made.header("Location")).endsWith("/shop-segments/" + id);
        assertThat(realm.resource().groups().group(id).toRepresentation().getPath())
                .isEqualTo("/segments/early birds");
        assertThat(realm.resource().groups().group(id).toRepresentation().getDescription())
                .isEqualTo("First");

        Answer shown = api.get("/" + id);
        assertThat(shown.header("ETag")).isEqualTo(made.header("ETag"));
        assertThat(shown.json().get("rule").asText()).isEqualTo("createdAt < 2026-01-01");
        assertThat(shown.json().get("problem").isNull()).isTrue();

        Answer changed = api.put("/" + id, "{\"name\":\"birds\"}", "If-Match", shown.header("ETag"));
        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.json().get("description").isNull()).isTrue();
        assertThat(changed.json().get("rule").isNull()).isTrue();
        assertThat(changed.header("ETag")).isNotEqualTo(made.header("ETag"));
        assertThat(realm.resource().groups().group(id).toRepresentation().getPath())
                .isEqualTo("/segments/birds");

        assertThat(api.send("DELETE", "/" + id, "", "If-Match", made.header("ETag"))
                        .status())
                .isEqualTo(412);
        assertThat(api.send("DELETE", "/" + id, "", "If-Match", changed.header("ETag"))
                        .status())
                .isEqualTo(204);
        assertThat(api.get("/" + id).status()).isEqualTo(404);
        assertThat(api.send("DELETE", "/" + id, "").status()).isEqualTo(404);
    }

    /** Of many who have seen the same one writes, the others are told. */
    @Test
    void lostUpdatesAreRefused() throws Exception {
        String id = api.make("contested", "emailVerified");
        String tag = api.get("/" + id).header("ETag");
        List<Integer> answers = Together.run(
                12,
                i -> api.put("/" + id, "{\"name\":\"contested\",\"rule\":\"fact.n = " + i + "\"}", "If-Match", tag)
                        .status());

        assertThat(answers.stream().filter(status -> status == 200)).hasSize(1);
        assertThat(answers).containsOnly(200, 412);
    }

    @Test
    void aNameIsGivenOnce() throws Exception {
        List<Integer> answers =
                Together.run(12, i -> api.post("", "{\"name\":\"only one\"}").status());

        assertThat(answers.stream().filter(status -> status == 201)).hasSize(1);
        assertThat(answers).containsOnly(201, 409);
        String other = api.make("{\"name\":\"another\"}");
        assertThat(api.put("/" + other, "{\"name\":\"only one\"}").status()).isEqualTo(409);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {}                                       | name: is needed
            {"name":null}                            | name: is needed
            {"name":5}                               | name: has to be a text
            {"name":""}                              | name: has to be 1 to 255 characters, without / and without blanks around them
            {"name":" x"}                            | name: has to be 1 to 255 characters, without / and without blanks around them
            {"name":"a/b"}                           | name: has to be 1 to 255 characters, without / and without blanks around them
            {"name":"a\\u0000"}                      | name: has a character that cannot be kept
            {"name":"a\\ud83c"}                      | name: has a character that cannot be kept
            {"name":"x","description":["y"]}         | description: has to be a text
            {"name":"x","default":"yes"}             | default: has to be true or false
            {"name":"x","members":5}                 | members: is no field of this request
            {"name":"x","rule":"a"}                  | rule: line 1, column 1
            """)
    void whatIsWrongIsNamed(String body, String wrong) {
        assertThat(api.post("", body).wrong()).startsWith(wrong);
        assertThat(api.put("/" + segment, body).wrong()).startsWith(wrong);
    }

    @Test
    void longTextsAreRefused() {
        String x256 = "x".repeat(256);
        assertThat(api.post("", "{\"name\":\"" + x256 + "\"}").wrong()).startsWith("name: has to be 1 to 255");
        assertThat(api.post("", "{\"name\":\"x\",\"description\":\"" + x256 + "\"}")
                        .wrong())
                .isEqualTo("description: has to be 255 characters at most");
        assertThat(api.make("{\"name\":\"" + "ö".repeat(255) + "\",\"description\":\"" + "ü".repeat(255) + "\"}"))
                .isNotBlank();
        for (SegmentOperation operation : SegmentOperation.all(segment, customer.id())) {
            if (!operation.method().equals("GET")) {
                assertThat(api.send(operation.method(), operation.path(), "{\"a\":\"" + "x".repeat(70_000) + "\"}")
                                .status())
                        .as(operation.path())
                        .isEqualTo(413);
            }
        }
    }

    @Test
    void twoHundredSegmentsAtMost() {
        try (SegmentRealm full = new SegmentRealm(ground)) {
            full.api().make("{\"name\":\"first\"}");
            ground.execute("""
                    INSERT INTO KEYCLOAK_GROUP (ID, NAME, PARENT_GROUP, REALM_ID, TYPE)
                    SELECT gen_random_uuid()::text, 's' || i, g.ID, g.REALM_ID, 0
                      FROM KEYCLOAK_GROUP g, generate_series(1, 199) AS i WHERE g.REALM_ID = '%s' AND g.NAME = 'segments'
                    """.formatted(full.id()));
            Answer answer = full.api().post("", "{\"name\":\"one more\"}");

            assertThat(answer.status()).isEqualTo(409);
            assertThat(answer.json().get("detail").asText()).startsWith("There are 200 segments");
        }
    }

    /** All rules of a realm are one statement, which the database does not take at any length. */
    @Test
    void fiveHundredFieldsAtMost() {
        try (SegmentRealm full = new SegmentRealm(ground)) {
            for (int segment = 0; segment < 4; segment++) {
                full.api().make("asks " + segment, aboutFacts(segment * 125, 125));
            }
            Customer rich = full.customer();
            full.api().send("PATCH", "/facts/" + rich.id(), "{\"f499\":1}");
            assertThat(full.segments(rich.id())).containsExactly("asks 3");
            full.api().evaluate("/evaluate");

            Answer answer = full.api().post("", "{\"name\":\"asks more\",\"rule\":\"fact.f500 > 0\"}");

            assertThat(answer.status()).isEqualTo(409);
            assertThat(answer.json().get("detail").asText()).contains("500 different fields");
            assertThat(full.api().get("").json()).hasSize(4);
        }
    }

    private static String aboutFacts(int first, int many) {
        return IntStream.range(first, first + many)
                .mapToObj(i -> "fact.f" + i + " > 0")
                .collect(Collectors.joining(" or "));
    }

    @Test
    void whatStaffDidIsInTheAdminEvents() {
        try (SegmentRealm watched = new SegmentRealm(ground)) {
            RealmRepresentation settings = watched.resource().toRepresentation();
            settings.setAdminEventsEnabled(true);
            settings.setAdminEventsDetailsEnabled(true);
            watched.resource().update(settings);
            String id = watched.api().make("x", "attribute.secret = 'tell-nobody'");
            watched.api().put("/" + id, "{\"name\":\"x\"}");
            watched.api().send("DELETE", "/" + id, "");

            assertThat(watched.resource().getAdminEvents().stream()
                            .filter(event ->
                                    String.valueOf(event.getResourcePath()).startsWith("shop-segments"))
                            .map(event -> event.getOperationType() + " " + event.getResourcePath() + " "
                                    + event.getRepresentation()))
                    .containsExactlyInAnyOrder(
                            "CREATE shop-segments/" + id + " null",
                            "UPDATE shop-segments/" + id + " null",
                            "DELETE shop-segments/" + id + " null");
        }
    }
}
