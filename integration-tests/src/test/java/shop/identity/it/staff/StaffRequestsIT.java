package shop.identity.it.staff;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import shop.identity.it.ground.AdminApi;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.OnGround;
import shop.identity.it.staff.Staff.Answer;

/** Who may do what at the staff interface, and what it says to a request that is wrong. */
@OnGround
@Tag("EV-8")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StaffRequestsIT {

    private static final String ANY = "01a20cd2-b32e-7b31-98f9-5df268b8e768";

    private final Ground ground;
    private AdminApi admin;
    private ShopRealm realm;
    private Staff manager;

    StaffRequestsIT(Ground ground) {
        this.ground = ground;
    }

    @BeforeAll
    void createRealm() {
        admin = ground.admin();
        realm = new ShopRealm(admin);
        manager = realm.staff(ground.node(), "manage-events");
    }

    @AfterAll
    void removeRealm() {
        realm.close();
        admin.close();
    }

    @Test
    void whoOnlySeesEventsDecidesNothing() {
        Staff viewer = realm.staff(ground.node(), "view-events");

        assertThat(viewer.get("").status()).isEqualTo(200);
        assertThat(viewer.get("/dead-letters").status()).isEqualTo(200);
        assertProblem(viewer.requeue(ANY), 403, "forbidden", "The role manage-events is needed.");
        assertProblem(viewer.discard(ANY), 403, "forbidden", "The role manage-events is needed.");
    }

    @Test
    void whoMayDoOtherThingsSeesNothing() {
        Staff other = realm.staff(ground.node(), "manage-users");
        String needed = "The role view-events or manage-events is needed.";

        assertProblem(other.get(""), 403, "forbidden", needed);
        assertProblem(other.get("/dead-letters"), 403, "forbidden", needed);
        assertThat(other.requeue(ANY).status()).isEqualTo(403);
    }

    @Test
    void staffOfAnotherRealmAndCustomersAreKeptOut() {
        assertThat(manager.about("shop").get("").status()).isEqualTo(403);
        assertThat(realm.staff(ground.node()).get("").status()).isEqualTo(403);
    }

    @Test
    void eventOfAnotherRealmIsUnknown() {
        String customer = realm.createCustomer();
        String event = ground.topic().eventually(customer, 1).get(0).id();
        Staff administrator = realm.administrator(ground.node());

        assertThat(administrator.requeue(event).status()).isEqualTo(409);
        assertProblem(
                administrator.about("shop").requeue(event), 404, "not-found", "This realm has no event " + event + ".");
    }

    @Test
    void whatIsNotDeadIsLeftAlone() {
        String customer = realm.createCustomer();
        String event = ground.topic().eventually(customer, 1).get(0).id();

        assertProblem(
                manager.requeue(event),
                409,
                "conflict",
                "Event " + event
                        + " is not a dead letter: it waits for its delivery, was delivered, or somebody else has"
                        + " requeued or discarded it.");
        assertThat(manager.discard(event).status()).isEqualTo(409);
        assertThat(manager.requeue(ANY).status()).isEqualTo(404);
        assertThat(manager.discard(ANY).status()).isEqualTo(404);
        assertThat(realm.resource().getAdminEvents())
                .noneMatch(told -> told.getResourcePath().startsWith("shop-outbox"));
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            GET    | ?realm=other                       | ``                  | realm  | is no parameter here
            GET    | /dead-letters?first=-1             | ``                  | first  | has to be a whole number from 0 to 2147483647
            GET    | /dead-letters?first=99999999999    | ``                  | first  | has to be a whole number from 0 to 2147483647
            GET    | /dead-letters?max=0                | ``                  | max    | has to be a whole number from 1 to 1000
            GET    | /dead-letters?max=1001             | ``                  | max    | has to be a whole number from 1 to 1000
            GET    | /dead-letters?max=1&max=2          | ``                  | max    | was given more than once
            GET    | /dead-letters?offset=5             | ``                  | offset | is no parameter here
            POST   | /dead-letters/4711/requeue         | ``                  | id     | has to be a UUID
            POST   | /dead-letters/1-2-3-4-5/requeue    | ``                  | id     | has to be a UUID
            POST   | /dead-letters/{}/requeue           | {"force":true}      | force  | is no field of this request
            POST   | /dead-letters/{}/requeue?force=yes | {}                  | force  | is no parameter here
            DELETE | /dead-letters/{}?force=yes         | ``                  | force  | is no parameter here
            DELETE | /dead-letters/%00                  | ``                  | id     | has to be a UUID
            """)
    void wrongFieldOrParameterIsNamed(String method, String path, String body, String field, String sentence) {
        Answer answer = manager.send(method, path.replace("{}", ANY), body);

        assertProblem(answer, 400, "invalid-request", field + ": " + sentence);
        assertThat(answer.json().get("errors"))
                .singleElement()
                .satisfies(error -> assertThat(error.get("field").asText()).isEqualTo(field))
                .satisfies(error -> assertThat(error.get("detail").asText()).isEqualTo(sentence));
    }

    @Test
    void allThatIsWrongIsSaidAtOnce() {
        Answer answer = manager.get("/dead-letters?max=many&first=x&what=ever");

        assertProblem(answer, 400, "invalid-request", "3 fields or parameters are not valid.");
        assertThat(StreamSupport.stream(answer.json().get("errors").spliterator(), false)
                        .map(error -> error.get("field").asText()))
                .containsExactlyInAnyOrder("max", "first", "what");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            []                       | The body has to be a JSON object.
            null                     | The body has to be a JSON object.
            {"a":"tell-nobody"       | The body is not valid JSON (line 1
            {"a":1,"a":"tell-nobody"}| The body is not valid JSON (line 1
            {} tell-nobody           | The body is not valid JSON (line 1
            """)
    void bodyThatIsNoObjectIsRefused(String body, String sentence) {
        Answer answer = manager.send("POST", "/dead-letters/" + ANY + "/requeue", body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().get("detail").asText()).startsWith(sentence);
        assertThat(answer.text()).doesNotContain("tell-nobody");
    }

    /** What the parser itself gives up on, without a place to name. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("oddBodies")
    void bodyThatNoParserTakesIsRefused(String what, String body, String sentence) {
        Answer answer = manager.send("POST", "/dead-letters/" + ANY + "/requeue", body);

        assertProblem(answer, 400, "invalid-request", sentence);
    }

    private static Stream<Arguments> oddBodies() {
        String limits = "The body is nested too deeply, or a name or number in it is too long.";
        return Stream.of(
                Arguments.of("deep", "{\"a\":" + "[".repeat(5000), limits),
                Arguments.of("long name", "{\"" + "a".repeat(60_000) + "\":1}", limits),
                Arguments.of("long number", "{\"a\":" + "1".repeat(5000) + "}", limits),
                Arguments.of("like UTF-32", "\0\0\0{\1\1\1\1", "The body is not valid JSON in UTF-8."));
    }

    @Test
    void hugeBodyIsRefused() {
        String body = "{\"a\":\"" + "x".repeat(100_000) + "\"}";
        Answer answer = manager.send("POST", "/dead-letters/" + UUID.randomUUID() + "/requeue", body);

        assertProblem(answer, 413, "too-large", "The body is larger than 65536 bytes.");
    }

    private static void assertProblem(Answer answer, int status, String name, String detail) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.contentType()).startsWith("application/problem+json");
        JsonNode problem = answer.json();
        assertThat(problem.get("status").asInt()).isEqualTo(status);
        assertThat(problem.get("type").asText()).isEqualTo("urn:shop-identity:problem:" + name);
        assertThat(problem.get("title").asText()).isNotBlank();
        assertThat(problem.get("detail").asText()).isEqualTo(detail);
    }
}
