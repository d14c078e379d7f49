package shop.identity.it.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.keycloak.representations.idm.PartialImportRepresentation;
import org.keycloak.representations.idm.UserRepresentation;
import shop.identity.it.erasure.LeavingRealm.Leaver;
import shop.identity.it.ground.AdminApi;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.OnGround;
import shop.identity.it.ground.Together;

/** Many at the same time, at two nodes. */
@OnGround
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("GD-2")
@Tag("GD-4")
class ErasureRaceIT {

    private static final int MANY = 24;
    private static final int PORTIONS = 20;
    private static final int PORTION = 500;
    private static final int PER_SECOND = 20;

    private static final String OPEN = "SELECT COUNT(*) FROM SHOP_ERASURE WHERE REALM_ID = ? AND STATE = 'requested'";

    private static final String TOLD = """
            SELECT COUNT(*) FROM (SELECT AGGREGATEID FROM SHOP_OUTBOX
             WHERE REALM_ID = ? AND TYPE = 'customer.erased' GROUP BY AGGREGATEID HAVING COUNT(*) %s) told
            """;

    private static final String TOLD_ONCE = TOLD.formatted("= 1");
    private static final String TOLD_TWICE = TOLD.formatted("> 1");

    private final Ground ground;
    private LeavingRealm realm;
    private List<PrivacyInterface> nodes;

    ErasureRaceIT(Ground ground) {
        this.ground = ground;
    }

    @BeforeAll
    void open() {
        realm = new LeavingRealm(ground);
        nodes = List.of(realm.api(), realm.apiAt(ground.secondNode()));
    }

    @AfterAll
    void close() {
        realm.close();
        ground.secondNode().stop();
    }

    private long told(Leaver who, String type) {
        return ground.topic().of(who.id()).stream()
                .filter(record -> record.type().equals(type))
                .map(record -> record.id())
                .distinct()
                .count();
    }

    @Test
    void oneRequestIsAccepted() throws Exception {
        Leaver who = realm.customer();

        List<Integer> statuses = Together.run(
                MANY,
                number -> nodes.get(number % 2)
                        .byStaff("POST", "", "{\"customerId\":\"" + who.id() + "\"}")
                        .status());

        assertThat(statuses).containsOnly(201, 409).containsOnlyOnce(201);
        ground.topic().settled(who.id(), 4);
        assertThat(told(who, "customer.erasure_requested")).isEqualTo(1);
    }

    @Test
    void oneCancellationCounts() throws Exception {
        Leaver who = realm.customer();
        String id = realm.leaves(who);

        List<Integer> statuses = Together.run(
                MANY,
                number -> nodes.get(number % 2)
                        .byStaff("POST", "/" + id + "/cancel", "")
                        .status());

        assertThat(statuses).containsOnly(200, 409).containsOnlyOnce(200);
        ground.topic().settled(who.id(), 7);
        assertThat(told(who, "customer.erasure_cancelled")).isEqualTo(1);
    }

    /** Either the one or the other, and both know which. */
    @Test
    void cancelledOrErased() throws Exception {
        for (int round = 0; round < 10; round++) {
            Leaver who = realm.customer();
            String id = realm.leaves(who);
            // Due for the workers, and not yet for who cancels.
            ground.execute("UPDATE SHOP_ERASURE SET NEXT_ATTEMPT_AT = now() WHERE ID = '" + id + "'");

            int status = nodes.get(round % 2)
                    .byStaff("POST", "/" + id + "/cancel", "")
                    .status();

            String end = Awaitility.await("an end")
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> realm.state(id), state -> !state.equals("requested"));
            assertThat(status).isEqualTo(end.equals("cancelled") ? 200 : 409);
            assertThat(realm.attributes(who).containsKey("shopStatus")).isEqualTo(end.equals("completed"));
        }
    }

    @Test
    void eachDueErasureIsCarriedOutOnce() {
        List<Leaver> leavers = new ArrayList<>();
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            Leaver who = realm.customer();
            leavers.add(who);
            ids.add(realm.leaves(who));
        }
        ids.forEach(realm::makeDue);

        Awaitility.await("all of them")
                .atMost(Duration.ofSeconds(60))
                .until(() -> ids.stream().allMatch(id -> realm.state(id).equals("completed")));

        for (Leaver who : leavers) {
            ground.topic().eventually(who.id(), records -> told(who, "customer.erased") > 0);
            assertThat(told(who, "customer.erased")).isEqualTo(1);
        }
        assertThat(ground.count("SELECT COALESCE(SUM(FAILURES), 0) FROM SHOP_ERASURE WHERE REALM_ID = ?", realm.id()))
                .isZero();
    }

    /** Every one of them once, and at least twenty a second. */
    @Test
    @Tag("long")
    @Tag("PF-8")
    void tenThousandAreDue() {
        String realmId = realm.id();
        for (int portion = 0; portion < PORTIONS; portion++) {
            importLeavers(portion);
        }
        String among = "FROM USER_ENTITY WHERE REALM_ID = '" + realmId + "' AND USERNAME LIKE 'due-%'";
        ground.execute("INSERT INTO USER_ATTRIBUTE (ID, NAME, VALUE, USER_ID)"
                + " SELECT gen_random_uuid()::text, 'shopStatus', 'INACTIVE', ID " + among
                + " UNION ALL SELECT gen_random_uuid()::text, 'shopDeletionDue', '2026-01-01T00:00:00Z', ID " + among);
        long began = System.nanoTime();
        ground.execute("INSERT INTO SHOP_ERASURE (ID, REALM_ID, CUSTOMER_ID, STATE, RECEIVED_AT, DUE_AT, LEGAL_DUE_AT,"
                + " REQUESTED_BY, WAS_INACTIVE, NEXT_ATTEMPT_AT)"
                + " SELECT gen_random_uuid()::text, REALM_ID, ID, 'requested', now(), now(), now() + interval '1 month',"
                + " 'self', false, now() " + among);

        Awaitility.await("all of them")
                .atMost(Duration.ofSeconds(PORTIONS * PORTION / PER_SECOND))
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> ground.count(OPEN, realmId) == 0);

        double seconds = (System.nanoTime() - began) / 1e9;
        System.out.printf("erasures at two nodes: %.0f per second%n", PORTIONS * PORTION / seconds);
        assertThat(ground.count(
                        "SELECT COUNT(*) FROM USER_ENTITY WHERE REALM_ID = ? AND USERNAME LIKE 'due-%'", realmId))
                .isZero();
        assertThat(ground.count(TOLD_ONCE, realmId)).isGreaterThanOrEqualTo((long) PORTIONS * PORTION);
        assertThat(ground.count(TOLD_TWICE, realmId)).isZero();
    }

    private void importLeavers(int portion) {
        List<UserRepresentation> users = new ArrayList<>();
        for (int i = 0; i < PORTION; i++) {
            UserRepresentation user = AdminApi.person("due-" + portion + "-" + i + "@example.com");
            user.setId(UUID.randomUUID().toString());
            users.add(user);
        }
        PartialImportRepresentation partial = new PartialImportRepresentation();
        partial.setUsers(users);
        partial.setIfResourceExists("FAIL");
        try (Response answer = realm.resource().partialImport(partial)) {
            assertThat(answer.getStatus()).isEqualTo(200);
        }
    }
}
