package shop.identity.it.segments;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.OnGround;
import shop.identity.it.ground.Pause;
import shop.identity.it.metrics.Scrape;

/** Evaluations that meet what they did not expect. */
@OnGround
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("SG-3")
class SweepFaultsIT {

    private static final int CROWD = 40;
    private static final int GOLDEN = 30;

    private final Ground ground;
    private SegmentRealm realm;
    private List<String> crowd;
    private String gold;
    private String everybody;

    SweepFaultsIT(Ground ground) {
        this.ground = ground;
    }

    @BeforeEach
    void prepare() {
        CrowdedRealm crowded = CrowdedRealm.of(ground, CROWD, GOLDEN);
        realm = crowded.realm();
        crowd = crowded.crowd();
        gold = crowded.gold();
        everybody = crowded.everybody();
    }

    @AfterEach
    void close() {
        realm.close();
    }

    /** One who cannot be moved does not keep the others. */
    @Test
    void oneWhoCannotBeMovedIsLeftForTheNext() {
        double failures = failures();
        String stuck = crowd.get(10);
        realm.setBehind(crowd.subList(0, GOLDEN), "tier", "silver");
        realm.api().evaluate("/evaluate");
        realm.setBehind(crowd.subList(0, GOLDEN), "tier", "gold");
        ground.execute("ALTER TABLE USER_GROUP_MEMBERSHIP ADD CONSTRAINT CK_NOBODY CHECK (USER_ID <> '" + stuck
                + "') NOT VALID");
        try {
            realm.api().evaluate("/evaluate");
        } finally {
            ground.execute("ALTER TABLE USER_GROUP_MEMBERSHIP DROP CONSTRAINT CK_NOBODY");
        }
        assertThat(realm.members(gold)).isEqualTo(GOLDEN - 1);
        assertThat(realm.segments(stuck)).containsExactly("everybody");
        assertThat(realm.told(stuck)).last().isEqualTo("left gold by system over task");
        assertThat(failures()).isGreaterThan(failures);

        realm.api().evaluate("/evaluate");
        assertThat(realm.segments(stuck)).containsExactly("everybody", "gold");
    }

    /** Longer than a lease, which whoever is alive renews: the look waits for a lock that the test holds. */
    @Test
    void aSlowLookKeepsItsLease() throws SQLException {
        try (Connection held = ground.postgres().connect()) {
            held.setAutoCommit(false);
            held.createStatement().execute("LOCK TABLE SHOP_SEGMENT_LEAVER IN ACCESS EXCLUSIVE MODE");
            assertThat(realm.api().post("/evaluate", "").status()).isEqualTo(202);
            List<String> owner = owner();
            assertThat(owner).hasSize(1);
            Pause.of(Duration.ofSeconds(17));
            assertThat(owner()).isEqualTo(owner);
        }
        realm.api().evaluate("/evaluate");
    }

    /** Empty: the lease has run out. */
    private List<String> owner() {
        return ground.query("""
                SELECT OWNER FROM SHOP_SEGMENT_SWEEP
                 WHERE REALM_ID = ? AND GROUP_ID = '' AND LEASED_UNTIL > clock_timestamp()
                """, realm.id());
    }

    /** Whoever removes a segment and whoever evaluates it are after the same rows. */
    @Test
    void removedWhileItIsEvaluated() throws Exception {
        realm.setBehind(crowd.subList(0, GOLDEN), "tier", "silver");
        CompletableFuture<Void> removal;
        CompletableFuture<Integer> evaluation;
        try (Connection held = ground.postgres().connect()) {
            held.setAutoCommit(false);
            held.createStatement()
                    .execute("SELECT 1 FROM SHOP_CUSTOMER WHERE CUSTOMER_ID = '" + crowd.get(20) + "' FOR UPDATE");
            removal = CompletableFuture.runAsync(
                    () -> realm.resource().groups().group(gold).remove());
            awaitWaiting(1);
            evaluation = CompletableFuture.supplyAsync(
                    () -> realm.api().post("/" + gold + "/evaluate", "").status());
            awaitWaiting(2);
        }
        removal.get(30, TimeUnit.SECONDS);
        assertThat(evaluation.get(30, TimeUnit.SECONDS)).isIn(200, 202, 404);
        assertThat(realm.members(gold)).isZero();
        for (String id : crowd.subList(0, GOLDEN)) {
            assertThat(realm.told(id)).containsOnlyOnce("left gold by admin over admin-api");
        }
    }

    private void awaitWaiting(int sessions) {
        Awaitility.await(sessions + " who wait for locks")
                .atMost(Duration.ofSeconds(20))
                .until(() -> ground.count("SELECT COUNT(*) FROM PG_STAT_ACTIVITY WHERE WAIT_EVENT_TYPE = 'Lock'")
                        >= sessions);
    }

    private double failures() {
        return Scrape.of(ground.node()).value("shop_segment_failures_total{of=\"sweep\"}");
    }

    @Test
    void aRuleThatCannotBeReadAnyMoreLeavesItsSegmentAlone() {
        realm.api().evaluate("/evaluate");
        ground.execute("UPDATE SHOP_SEGMENT SET RULE = 'gone.with = ''a module''' WHERE GROUP_ID = '" + gold + "'");
        realm.setBehind(crowd.subList(0, 10), "tier", "silver");
        JsonNode swept = realm.api().evaluate("/evaluate");

        assertThat(swept.get("unreadableRules").asLong()).isEqualTo(1);
        assertThat(realm.members(gold)).isEqualTo(GOLDEN);
        assertThat(realm.api().get("/" + gold).json().get("problem").asText())
                .startsWith("line 1, column 1: there is no such field");
        assertThat(realm.customer().id())
                .satisfies(id -> assertThat(realm.segments(id)).containsExactly("everybody"));
    }

    /** Of users whom Keycloak removed without a word. */
    @Test
    void whatIsKnownOfNobodyGoes() {
        ground.execute("INSERT INTO SHOP_SEGMENT_LEAVER (GROUP_ID, USER_ID, REALM_ID) VALUES ('" + everybody
                + "', '00000000-gone', '" + realm.id() + "'), ('" + everybody + "', '" + crowd.get(0) + "', '"
                + realm.id() + "')");
        ground.execute(
                "INSERT INTO SHOP_SEGMENT_FACT VALUES ('" + realm.id() + "', '00000000-gone', 'orders', 3, now()), ('"
                        + realm.id() + "', 'zz-gone', 'orders', 3, now()), ('" + realm.id() + "', '" + crowd.get(0)
                        + "', 'orders', 3, now())");
        realm.api().evaluate("/evaluate");

        assertThat(ground.query("SELECT USER_ID FROM SHOP_SEGMENT_FACT WHERE REALM_ID = ?", realm.id()))
                .containsExactly(crowd.get(0));
        assertThat(ground.query("SELECT USER_ID FROM SHOP_SEGMENT_LEAVER WHERE REALM_ID = ?", realm.id()))
                .containsExactly(crowd.get(0));
    }
}
