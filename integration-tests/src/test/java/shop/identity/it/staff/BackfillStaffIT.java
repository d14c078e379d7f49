package shop.identity.it.staff;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.keycloak.representations.idm.RealmRepresentation;
import shop.identity.it.ground.AdminApi;
import shop.identity.it.ground.CustomerRecord;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.OnGround;
import shop.identity.it.ground.Pause;
import shop.identity.stack.KeycloakNode;

/** Staff start a backfill, watch it and end it. */
@OnGround
@Tag("EV-11")
class BackfillStaffIT {

    private static final String SNAPSHOT = "{\"kind\":\"snapshot\",\"ratePerSecond\":1000}";
    private static final String SLOW = "{\"kind\":\"snapshot\",\"ratePerSecond\":1}";

    private final Ground ground;
    private AdminApi admin;
    private ShopRealm realm;

    BackfillStaffIT(Ground ground) {
        this.ground = ground;
    }

    @BeforeEach
    void createRealm() {
        admin = ground.admin();
        realm = new ShopRealm(admin);
    }

    @AfterEach
    void removeRealm() {
        realm.close();
        admin.close();
    }

    @Test
    void snapshotIsStartedAndWatchedToItsEnd() {
        Staff staff = realm.staff(ground.node(), "manage-events");
        List<String> customers = Stream.generate(realm::createCustomer).limit(3).toList();
        Instant before = Instant.now().minusSeconds(1);

        Staff.Answer started = staff.send("POST", "/backfill", SNAPSHOT);

        assertThat(started.status()).isEqualTo(202);
        String id = started.json().get("id").asText();
        assertThat(started.location())
                .isEqualTo(ground.node().baseUrl() + "/admin/realms/" + realm.name() + "/shop-outbox/backfill/" + id);
        assertThat(started.json().get("state").asText()).isEqualTo("running");
        assertThat(started.json().get("total").isNull()).isTrue();
        JsonNode ended = awaitEnd(staff, id);
        assertThat(ended.get("state").asText()).isEqualTo("completed");
        assertThat(ended.get("total").asInt()).isEqualTo(4);
        assertThat(ended.get("done").asInt()).isEqualTo(4);
        assertThat(Instant.parse(ended.get("startedAt").asText())).isAfter(before);
        assertThat(Instant.parse(ended.get("endedAt").asText()))
                .isAfter(Instant.parse(ended.get("startedAt").asText()));
        assertThat(staff.get("/backfill").json().get(0)).isEqualTo(ended);
        customers.forEach(customer -> assertThat(ground.topic().eventually(customer, 2))
                .extracting(CustomerRecord::type)
                .contains("customer.created", "customer.snapshot"));
        assertThat(adminEvents()).containsExactly("CREATE shop-outbox/backfill/" + id);
    }

    @Test
    void replayIsStartedWithItsRange() {
        Staff staff = realm.staff(ground.node(), "manage-events");
        Instant from = Instant.now();
        String customer = realm.createCustomer();
        ground.topic().settled(customer, 1);
        String body = "{\"kind\":\"replay\",\"from\":\"" + from + "\",\"to\":\"" + Instant.now() + "\"}";

        JsonNode started = staff.send("POST", "/backfill", body).json();

        assertThat(started.get("ratePerSecond").asInt()).isEqualTo(500);
        assertThat(started.get("from").asText()).hasSizeLessThanOrEqualTo("2026-11-24T06:07:12.123Z".length());
        assertThat(awaitEnd(staff, started.get("id").asText()).get("done").asInt())
                .isEqualTo(1);
        assertThat(ground.topic().eventually(customer, 2).stream()
                        .map(CustomerRecord::id)
                        .distinct())
                .hasSize(1);
    }

    @Test
    void oneRunsAtATimeAndCanBeCancelled() {
        Staff staff = realm.staff(ground.node(), "manage-events");
        Stream.generate(realm::createCustomer).limit(9).toList();
        String id = staff.send("POST", "/backfill", SLOW).json().get("id").asText();
        Awaitility.await("the middle")
                .until(() -> staff.get("/backfill/" + id).json().get("done").asInt() > 1);

        assertProblem(staff.send("POST", "/backfill", SNAPSHOT), 409, "is running");
        assertThat(staff.send("DELETE", "/backfill/" + id, "").status()).isEqualTo(204);

        JsonNode cancelled = staff.get("/backfill/" + id).json();
        assertThat(cancelled.get("state").asText()).isEqualTo("cancelled");
        assertThat(cancelled.get("endedAt").isNull()).isFalse();
        Pause.of(Duration.ofSeconds(2));
        assertThat(ground.count(
                        "SELECT COUNT(*) FROM SHOP_OUTBOX WHERE TYPE = 'customer.snapshot' AND SOURCE = ?",
                        "/realms/" + realm.name()))
                .isEqualTo(cancelled.get("done").asInt())
                .isLessThan(10);
        assertProblem(staff.send("DELETE", "/backfill/" + id, ""), 409, "has ended already");
        String next = staff.send("POST", "/backfill", SNAPSHOT).json().get("id").asText();
        assertThat(awaitEnd(staff, next).get("done").asInt()).isEqualTo(10);
        assertThat(staff.get("/backfill").json())
                .extracting(one -> one.get("id").asText())
                .containsExactly(next, id);
        assertThat(adminEvents())
                .containsExactlyInAnyOrder(
                        "CREATE shop-outbox/backfill/" + id,
                        "DELETE shop-outbox/backfill/" + id,
                        "CREATE shop-outbox/backfill/" + next);
    }

    @Test
    void whatIsWrongInABodyIsNamed() {
        Staff staff = realm.staff(ground.node(), "manage-events");
        String past = "\"2026-01-01T00:00:00Z\"";

        assertInvalid(staff, "", "kind");
        assertInvalid(staff, "{\"kind\":\"everything\"}", "kind");
        assertInvalid(staff, "{\"kind\":7}", "kind");
        assertInvalid(staff, "{\"kind\":\"snapshot\",\"from\":" + past + "}", "from");
        assertInvalid(staff, "{\"kind\":\"replay\"}", "from", "to");
        assertInvalid(staff, "{\"kind\":\"replay\",\"from\":\"yesterday\",\"to\":" + past + "}", "from");
        assertInvalid(staff, "{\"kind\":\"replay\",\"from\":" + past + ",\"to\":" + past + "}", "to");
        assertInvalid(staff, "{\"kind\":\"replay\",\"from\":" + past + ",\"to\":\"2999-01-01T00:00:00Z\"}", "to");
        assertInvalid(
                staff, "{\"kind\":\"replay\",\"from\":\"-999999999-01-01T00:00:00Z\",\"to\":" + past + "}", "from");
        for (String rate : List.of("0", "10001", "-1", "1.5", "\"fast\"", "99999999999", "true")) {
            assertInvalid(staff, "{\"kind\":\"snapshot\",\"ratePerSecond\":" + rate + "}", "ratePerSecond");
        }
        assertInvalid(staff, "{\"kind\":\"snapshot\",\"rate\":5}", "rate");
        for (String path : List.of("/backfill", "/backfill/" + UUID.randomUUID())) {
            assertProblem(staff.get(path + "?state=running"), 400, "state: is no parameter");
        }
        assertProblem(staff.send("POST", "/backfill?rate=5", SNAPSHOT), 400, "rate: is no parameter");
        assertProblem(
                staff.send("DELETE", "/backfill/" + UUID.randomUUID() + "?now=yes", ""), 400, "now: is no parameter");
        assertProblem(staff.send("POST", "/backfill", "kind=snapshot"), 400, "not valid JSON");
        assertProblem(staff.send("POST", "/backfill", "[]"), 400, "JSON object");
        assertProblem(staff.send("GET", "/backfill/7", ""), 400, "UUID");
        assertProblem(staff.send("GET", "/backfill/" + UUID.randomUUID(), ""), 404, "no backfill");
        assertProblem(staff.send("DELETE", "/backfill/" + UUID.randomUUID(), ""), 404, "no backfill");
        assertThat(staff.get("/backfill").text()).isEqualTo("[]");
    }

    @Test
    void realmThatDoesNotTakePartIsToldNothing() {
        Staff staff = realm.staff(ground.node(), "manage-events");
        RealmRepresentation changed = realm.resource().toRepresentation();
        changed.setEventsListeners(List.of());
        realm.resource().update(changed);

        assertProblem(staff.send("POST", "/backfill", SNAPSHOT), 409, "does not name the event listener");
    }

    @Test
    @Tag("EV-12")
    void replayIsRefusedWhereNoRelayCouldSendAnythingAgain() {
        KeycloakNode node = ground.stack().keycloak().node(1);
        node.start(List.of("--spi-events-listener--shop-customer-events--publisher=cdc"));
        try {
            Staff staff = realm.staff(node, "manage-events");
            String body = "{\"kind\":\"replay\",\"from\":\"2026-01-01T00:00:00Z\",\"to\":\"2026-01-02T00:00:00Z\"}";

            assertProblem(staff.send("POST", "/backfill", body), 409, "there is no replay");
            assertThat(staff.get("/backfill").text()).isEqualTo("[]");
        } finally {
            node.stop();
        }
    }

    @Test
    void viewersWatchOnlyAndOthersSeeNothing() {
        Staff manager = realm.staff(ground.node(), "manage-events");
        Staff viewer = realm.staff(ground.node(), "view-events");
        Staff other = realm.staff(ground.node(), "view-users");
        String id = manager.send("POST", "/backfill", SLOW).json().get("id").asText();

        assertThat(viewer.get("/backfill/" + id).status()).isEqualTo(200);
        assertThat(viewer.get("/backfill").status()).isEqualTo(200);
        assertProblem(viewer.send("POST", "/backfill", SNAPSHOT), 403, "manage-events");
        assertProblem(viewer.send("DELETE", "/backfill/" + id, ""), 403, "manage-events");
        assertProblem(other.get("/backfill"), 403, "view-events");
        assertProblem(other.get("/backfill/" + id), 403, "view-events");
        Staff elsewhere = realm.administrator(ground.node()).about("shop");
        assertThat(elsewhere.get("/backfill").text()).doesNotContain(id);
        assertProblem(elsewhere.get("/backfill/" + id), 404, "no backfill");
        assertProblem(elsewhere.send("DELETE", "/backfill/" + id, ""), 404, "no backfill");
        assertThat(manager.send("DELETE", "/backfill/" + id, "").status()).isEqualTo(204);
    }

    private static JsonNode awaitEnd(Staff staff, String id) {
        return Awaitility.await("the end")
                .atMost(Duration.ofSeconds(30))
                .until(
                        () -> staff.get("/backfill/" + id).json(),
                        now -> !now.get("state").asText().equals("running"));
    }

    private static void assertInvalid(Staff staff, String body, String... fields) {
        Staff.Answer answer = staff.send("POST", "/backfill", body);
        assertProblem(answer, 400, "");
        assertThat(answer.json().get("errors"))
                .as(body)
                .extracting(error -> error.get("field").asText())
                .containsExactly(fields);
    }

    private static void assertProblem(Staff.Answer answer, int status, String part) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.contentType()).isEqualTo("application/problem+json");
        assertThat(answer.json().get("detail").asText()).contains(part);
    }

    private List<String> adminEvents() {
        return realm.resource().getAdminEvents().stream()
                .filter(event -> event.getResourcePath().startsWith("shop-outbox"))
                .map(event -> event.getOperationType() + " " + event.getResourcePath())
                .toList();
    }
}
