package shop.identity.it.segments;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import shop.identity.it.ground.AdminApi;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.OnGround;
import shop.identity.it.ground.Pause;
import shop.identity.it.ground.Together;
import shop.identity.it.ground.Topic;
import shop.identity.stack.KeycloakNode;

/** Evaluations of one realm by several at once, and by themselves. */
@OnGround
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("SG-3")
class SweepOverNodesIT {

    private static final int CROWD = 150;
    private static final int GOLDEN = 90;

    private final Ground ground;
    private SegmentRealm realm;
    private List<String> crowd;
    private String gold;
    private String everybody;

    SweepOverNodesIT(Ground ground) {
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

    /** Several nodes asked for it at the same moment, over and over: one of them does it, and nothing is told twice. */
    @Test
    void twoNodesAtOnce() throws Exception {
        KeycloakNode second = ground.secondNode();
        try (AdminApi staff = ground.adminAt(second)) {
            SegmentApi there = realm.api(second, staff);
            for (int round = 0; round < 4; round++) {
                String tier = round % 2 == 0 ? "silver" : "gold";
                realm.setBehind(crowd.subList(0, GOLDEN), "tier", tier);
                List<JsonNode> swept = Together.run(
                        8,
                        i -> (i % 2 == 0 ? realm.api() : there)
                                .evaluate(i % 4 < 2 ? "/evaluate" : "/" + gold + "/evaluate"));

                assertThat(swept).hasSize(8);
                assertThat(realm.members(gold)).isEqualTo(tier.equals("gold") ? GOLDEN : 0);
            }
            assertThat(realm.members(everybody)).isEqualTo(CROWD);
            for (String id : crowd.subList(0, GOLDEN)) {
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
