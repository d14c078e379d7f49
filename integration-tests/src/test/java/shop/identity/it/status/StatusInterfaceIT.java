package shop.identity.it.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.OnGround;
import shop.identity.it.staff.OpenApi;

/** What the interface to the status takes, what it refuses, and what its document says of both. */
@OnGround
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("CD-5")
class StatusInterfaceIT {

    private static final String GET = "GET /{id}/status";
    private static final String PUT = "PUT /{id}/status";
    private static final OpenApi DOCUMENT = new OpenApi("shop-customers", "/admin/realms/{realm}/shop-customers");

    private final Ground ground;
    private StatusRealm realm;
    private StatusInterface staff;

    StatusInterfaceIT(Ground ground) {
        this.ground = ground;
    }

    @BeforeAll
    void createRealm() {
        realm = new StatusRealm(ground);
        staff = realm.administrator();
    }

    @AfterAll
    void removeRealm() {
        realm.close();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {}                                                | status
            {"status":null}                                   | status
            {"status":"suspended","reason":"x"}               | status
            {"status":"LOCKED"}                               | status
            {"status":5,"reason":"x"}                         | status
            {"status":"SUSPENDED"}                            | reason
            {"status":"SUSPENDED","reason":null}              | reason
            {"status":"SUSPENDED","reason":""}                | reason
            {"status":"SUSPENDED","reason":"   "}             | reason
            {"status":"SUSPENDED","reason":"a\\nb"}           | reason
            {"status":"SUSPENDED","reason":"a\\u0000b"}       | reason
            {"status":"SUSPENDED","reason":"\\ud800"}         | reason
            {"status":"SUSPENDED","reason":["x"]}             | reason
            {"status":"ACTIVE","reason":7}                    | reason
            {"status":"ACTIVE","until":"2026-12-24"}          | until
            """)
    void aWrongFieldIsNamed(String body, String field) {
        String id = realm.customer();

        StatusInterface.Answer answer = staff.put(id, body);

        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(DOCUMENT.breaches("Problem", answer.json())).isEmpty();
        Set<String> wrong = new TreeSet<>();
        answer.json()
                .get("errors")
                .forEach(error -> wrong.add(error.get("field").asText()));
        assertThat(wrong).containsExactly(field);
    }

    @Test
    void aReasonIsAsLongAsTheDocumentSays() {
        String id = realm.customer();
        String longest = "ß".repeat(499) + "\uD83D\uDE00";

        assertThat(staff.put(id, "SUSPENDED", longest).status()).isEqualTo(200);
        assertThat(staff.get(id).json().get("reason").asText()).isEqualTo(longest);
        assertThat(staff.put(id, "SUSPENDED", longest + "x").status()).isEqualTo(400);
    }

    /** What Keycloak's own router and permissions say. */
    @Test
    void whatTheServerItselfRefusesIsAProblemToo() {
        String id = realm.customer();
        StatusInterface nobody = realm.employ(StatusRealm.unique("nobody"));

        for (StatusInterface.Answer answer : List.of(
                staff.send("POST", id + "/status", "{}"),
                staff.send("DELETE", id + "/status", null),
                staff.send("GET", id + "/status/history", null),
                nobody.get(id))) {
            assertThat(answer.status()).isIn(403, 404, 405);
            assertThat(answer.contentType()).startsWith("application/problem+json");
            assertThat(answer.json().get("status").asInt()).isEqualTo(answer.status());
            assertThat(answer.json().get("type").asText()).startsWith("urn:shop-identity:problem:");
        }
    }

    @Test
    void theDocumentNamesTheStatuses() {
        String id = realm.customer();
        String erased = realm.arrivals().customer(Arrivals::erased).id();
        StatusInterface viewer = realm.employ(StatusRealm.unique("viewer"), "view-users");
        Set<Integer> got = new TreeSet<>(Set.of(401));
        Set<Integer> put = new TreeSet<>(Set.of(401, 422));
        for (StatusInterface.Answer answer : List.of(
                staff.get(id),
                staff.get(StatusRealm.NOBODY),
                staff.send("GET", id + "/status?x=1", null),
                realm.employ(StatusRealm.unique("x")).get(id))) {
            got.add(answer.status());
        }
        for (StatusInterface.Answer answer : List.of(
                staff.put(id, "INACTIVE", null),
                staff.put(StatusRealm.NOBODY, "INACTIVE", null),
                staff.put(id, "INACTIVE", "a\nb"),
                staff.put(erased, "ACTIVE", null),
                staff.put(id, "{\"reason\":\"" + "x".repeat(70_000) + "\"}"),
                viewer.put(id, "ACTIVE", null))) {
            put.add(answer.status());
        }

        assertThat(DOCUMENT.undescribedPathParameters()).isEmpty();
        assertThat(got).isEqualTo(DOCUMENT.statuses(GET));
        assertThat(put).isEqualTo(DOCUMENT.statuses(PUT));
    }
}
