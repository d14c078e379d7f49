package shop.identity.it.segments;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import shop.identity.it.ground.AdminApi;
import shop.identity.it.ground.CustomerRecord;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.OnGround;
import shop.identity.it.ground.Pause;
import shop.identity.it.ground.Together;
import shop.identity.it.ground.Topic;
import shop.identity.it.metrics.Scrape;
import shop.identity.stack.KeycloakNode;

/** Evaluations of all customers: what they find, and what they leave alone. */
@OnGround
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("SG-3")
class SweepIT {

    private static final int CROWD = 1200;

    private final Ground ground;
    private SegmentRealm realm;
    private List<String> crowd;
    private String gold;
    private String everybody;

    SweepIT(Ground ground) {
        this.ground = ground;
    }

    @BeforeEach
    void prepare() {
        realm = new SegmentRealm(ground);
        crowd = realm.crowd(CROWD);
        realm.setBehind(crowd.subList(0, 700), "tier", "gold");
        gold = realm.api().make("gold", "attribute.tier = 'gold'");
        everybody = realm.api().make("{\"name\":\"everybody\",\"default\":true}");
        realm.api().evaluate("/" + gold + "/evaluate");
        realm.api().evaluate("/" + everybody + "/evaluate");
    }

    @AfterEach
    void close() {
        realm.close();
    }

    /** Rows written so far, by table. Whose own bookkeeping the sweep is does not count, nor what wanders off to Kafka. */
    private Map<String, Long> writes() {
        ground.execute("SELECT pg_stat_force_next_flush()");
        return new TreeMap<>(
                ground
                        .query("SELECT relname || '=' || (n_tup_ins + n_tup_upd + n_tup_del) FROM pg_stat_user_tables")
                        .stream()
                        .map(row -> row.split("="))
                        .filter(row -> !row[0].equals("shop_segment_sweep") && !row[0].startsWith("shop_queue"))
                        .collect(Collectors.toMap(row -> row[0], row -> Long.valueOf(row[1]))));
    }

    /** Sessions of Keycloak hand in their counts when they are idle, up to a second later. */
    private Map<String, Long> settledWrites() {
        Map<String, Long> last = writes();
        for (int same = 0; same < 3; ) {
            Pause.of(Duration.ofMillis(700));
            Map<String, Long> now = writes();
            same = now.equals(last) ? same + 1 : 0;
            last = now;
        }
        return last;
    }

    @Test
    @Tag("SG-4")
    void joinsAreMadeAndToldOnce() {
        JsonNode swept = realm.api().evaluate("/evaluate");

        assertThat(swept.get("customers").asLong()).isGreaterThanOrEqualTo(CROWD);
        assertThat(realm.members(gold)).isEqualTo(700);
        assertThat(realm.members(everybody)).isEqualTo(CROWD);
        for (String id : List.of(crowd.get(0), crowd.get(350), crowd.get(699))) {
            List<CustomerRecord> records = realm.records(id, 2);
            assertThat(records.stream().map(CustomerRecord::sequence)).containsExactly(1L, 2L);
            assertThat(realm.told(id))
                    .containsExactlyInAnyOrder(
                            "joined gold by system over task", "joined everybody by system over task");
        }
        assertThat(realm.told(crowd.get(700))).containsExactly("joined everybody by system over task");
    }

    @Test
    void asSecondOneWritesNothing() {
        realm.api().evaluate("/evaluate");
        realm.api().evaluate("/" + gold + "/evaluate");
        Map<String, Long> before = settledWrites();
        long told = realm.told();

        JsonNode swept = realm.api().evaluate("/evaluate");

        assertThat(swept.get("joined").asLong() + swept.get("left").asLong()).isZero();
        assertThat(swept.get("customers").asLong()).isGreaterThanOrEqualTo(CROWD);
        Map<String, Long> after = settledWrites();
        // The evaluation was asked for by a request of staff, which leaves its own trace.
        after.keySet().removeIf(table -> table.startsWith("admin_event") || table.contains("session"));
        before.keySet().retainAll(after.keySet());
        assertThat(after).isEqualTo(before);
        assertThat(realm.told()).isEqualTo(told);
    }

    @Test
    void whatChangedBehindKeycloaksBackIsFoundAndNothingElse() {
        realm.api().evaluate("/evaluate");
        long told = realm.told();
        realm.setBehind(crowd.subList(690, 700), "tier", "silver");
        realm.setBehind(crowd.subList(1190, 1200), "tier", "gold");
        // In the cache, with what was.
        assertThat(realm.shown(ground.node(), crowd.get(695))).contains("/segments/gold");

        JsonNode swept = realm.api().evaluate("/evaluate");

        assertThat(swept.get("joined").asLong()).isEqualTo(10);
        assertThat(swept.get("left").asLong()).isEqualTo(10);
        assertThat(realm.told()).isEqualTo(told + 20);
        assertThat(realm.shown(ground.node(), crowd.get(695))).containsExactly("/segments/everybody");
        assertThat(realm.told(crowd.get(695))).last().isEqualTo("left gold by system over task");
        assertThat(realm.members(gold)).isEqualTo(700);
    }

    /** Several nodes asked for it at the same moment, over and over: one of them does it, and nothing is told twice. */
    /** A node that claims one more than it knows of keeps everybody else from that until the lease is over. */
    @Test
    void whatIsDueAtTheSameTimeIsClaimedOneByOne() throws Exception {
        List<String> several = Stream.of("one", "two", "three")
                .map(name -> realm.api().make(name, "attribute.tier = '" + name + "'"))
                .toList();
        Together.run(
                4,
                i -> realm.api()
                        .post(i == 3 ? "/evaluate" : "/" + several.get(i) + "/evaluate", "")
                        .status());

        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(ground.count(
                                "SELECT COUNT(*) FROM SHOP_SEGMENT_SWEEP WHERE REALM_ID = ? AND"
                                        + " (OWNER IS NOT NULL OR DUE_AT <= clock_timestamp())",
                                realm.id()))
                        .isZero());
        several.forEach(id -> realm.api().send("DELETE", "/" + id, ""));
    }

    @Test
    void twoNodesAtOnce() throws Exception {
        KeycloakNode second = ground.secondNode();
        try (AdminApi staff = ground.adminAt(second)) {
            SegmentApi there = realm.api(second, staff);
            for (int round = 0; round < 4; round++) {
                String tier = round % 2 == 0 ? "silver" : "gold";
                realm.setBehind(crowd.subList(0, 700), "tier", tier);
                List<JsonNode> swept = Together.run(
                        8,
                        i -> (i % 2 == 0 ? realm.api() : there)
                                .evaluate(i % 4 < 2 ? "/evaluate" : "/" + gold + "/evaluate"));

                assertThat(swept).hasSize(8);
                assertThat(realm.members(gold)).isEqualTo(tier.equals("gold") ? 700 : 0);
            }
            assertThat(realm.members(everybody)).isEqualTo(CROWD);
            for (String id : crowd.subList(0, 700)) {
                assertAlternating(realm.told(id));
            }
        } finally {
            second.stop();
        }
    }

    /** One who joins has left before, or was never there. */
    private static void assertAlternating(List<String> told) {
        List<String> ofGold =
                told.stream().filter(event -> event.contains("gold")).toList();
        for (int i = 1; i < ofGold.size(); i++) {
            assertThat(ofGold.get(i).startsWith("joined"))
                    .as(told.toString())
                    .isNotEqualTo(ofGold.get(i - 1).startsWith("joined"));
        }
        assertThat(told.stream().filter(event -> event.contains("everybody"))).hasSize(1);
    }

    /** Changes of customers and a sweep at the same time come to what the rules say. */
    @Test
    void customersWhoChangeMeanwhile() throws Exception {
        realm.api().evaluate("/evaluate");
        List<String> busy = crowd.subList(0, 40);
        Together.run(5, i -> {
            if (i == 0) {
                for (int round = 0; round < 6; round++) {
                    realm.api().evaluate("/evaluate");
                }
                return 0;
            }
            for (int round = 0; round < 3; round++) {
                for (String id : busy.subList((i - 1) * 10, i * 10)) {
                    realm.setAttribute(id, "tier", round % 2 == 0 ? "silver" : "gold");
                }
            }
            return 0;
        });

        for (String id : busy) {
            assertThat(realm.segments(id)).containsExactly("everybody");
            assertAlternating(realm.told(id));
            assertThat(Topic.disorder(realm.records(id, 1))).isEmpty();
        }
    }

    /** One who cannot be moved does not keep the others. */
    @Test
    void oneWhoCannotBeMovedIsLeftForTheNext() {
        double failures = failures();
        String stuck = crowd.get(100);
        realm.setBehind(crowd.subList(0, 700), "tier", "silver");
        realm.api().evaluate("/evaluate");
        realm.setBehind(crowd.subList(0, 700), "tier", "gold");
        ground.execute("ALTER TABLE USER_GROUP_MEMBERSHIP ADD CONSTRAINT CK_NOBODY CHECK (USER_ID <> '" + stuck
                + "') NOT VALID");
        try {
            realm.api().evaluate("/evaluate");
        } finally {
            ground.execute("ALTER TABLE USER_GROUP_MEMBERSHIP DROP CONSTRAINT CK_NOBODY");
        }
        assertThat(realm.members(gold)).isEqualTo(699);
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
        realm.setBehind(crowd.subList(0, 700), "tier", "silver");
        CompletableFuture<Void> removal;
        CompletableFuture<Integer> evaluation;
        try (Connection held = ground.postgres().connect()) {
            held.setAutoCommit(false);
            held.createStatement()
                    .execute("SELECT 1 FROM SHOP_CUSTOMER WHERE CUSTOMER_ID = '" + crowd.get(400) + "' FOR UPDATE");
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
        for (String id : crowd.subList(0, 700)) {
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
        assertThat(realm.members(gold)).isEqualTo(700);
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

    @Test
    @Tag("long")
    @Tag("OP-4")
    void timeAndAgainByItself() {
        realm.api().evaluate("/evaluate");
        realm.setBehind(crowd.subList(0, 1), "tier", "silver");
        KeycloakNode first = ground.node();
        first.stop();
        first.start(List.of("--spi-admin-realm-restapi-extension--shop-segments--worker=false"));
        try {
            ground.execute("UPDATE SHOP_SEGMENT_SWEEP SET DUE_AT = now() WHERE REALM_ID = '" + realm.id()
                    + "' AND GROUP_ID = ''");
            Pause.of(Duration.ofSeconds(5));
            assertThat(realm.segments(crowd.get(0))).contains("gold");
            first.stop();
            first.start(List.of("--spi-admin-realm-restapi-extension--shop-segments--sweep-seconds=2"));
            Awaitility.await("the first evaluation")
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> !realm.segments(crowd.get(0)).contains("gold"));
            realm.setBehind(crowd.subList(0, 1), "tier", "gold");
            Awaitility.await("the next one")
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> realm.segments(crowd.get(0)).contains("gold"));
        } finally {
            first.stop();
            first.start();
        }
    }
}
