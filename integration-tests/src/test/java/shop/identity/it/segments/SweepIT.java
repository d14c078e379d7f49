package shop.identity.it.segments;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import shop.identity.it.ground.CustomerRecord;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.OnGround;
import shop.identity.it.ground.Pause;
import shop.identity.it.ground.Together;

/** Evaluations of all customers: what they find, and what they leave alone. */
@OnGround
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("SG-3")
class SweepIT {

    /** More than one look sees. */
    private static final int CROWD = 1200;

    private static final int GOLDEN = 700;

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
        assertThat(realm.members(gold)).isEqualTo(GOLDEN);
        assertThat(realm.members(everybody)).isEqualTo(CROWD);
        for (String id : List.of(crowd.get(0), crowd.get(350), crowd.get(699))) {
            List<CustomerRecord> records = realm.records(id, 2);
            assertThat(records.stream().map(CustomerRecord::sequence)).containsExactly(1L, 2L);
            assertThat(realm.told(id))
                    .containsExactlyInAnyOrder(
                            "joined gold by system over task", "joined everybody by system over task");
        }
        assertThat(realm.told(crowd.get(GOLDEN))).containsExactly("joined everybody by system over task");
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
        realm.setBehind(crowd.subList(GOLDEN - 10, GOLDEN), "tier", "silver");
        realm.setBehind(crowd.subList(CROWD - 10, CROWD), "tier", "gold");
        // In the cache, with what was.
        assertThat(realm.shown(ground.node(), crowd.get(695))).contains("/segments/gold");

        JsonNode swept = realm.api().evaluate("/evaluate");

        assertThat(swept.get("joined").asLong()).isEqualTo(10);
        assertThat(swept.get("left").asLong()).isEqualTo(10);
        assertThat(realm.told()).isEqualTo(told + 20);
        assertThat(realm.shown(ground.node(), crowd.get(695))).containsExactly("/segments/everybody");
        assertThat(realm.told(crowd.get(695))).last().isEqualTo("left gold by system over task");
        assertThat(realm.members(gold)).isEqualTo(GOLDEN);
    }

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
}
