package shop.identity.it.segments;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import shop.identity.it.ground.CustomerRecord;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.OnGround;
import shop.identity.it.ground.Pause;
import shop.identity.stack.KeycloakNode;

/**
 * A node dies in the middle of a sweep: a lock that the test holds keeps it there, with some customers moved and told, some
 * moved and told but not committed, and the rest not begun.
 */
@OnGround
@Tag("SG-3")
class SweepTakeoverIT {

    private static final int CROWD = 1800;

    private final Ground ground;

    SweepTakeoverIT(Ground ground) {
        this.ground = ground;
    }

    @Test
    void theOtherNodeGoesOnAndEachJoinIsToldOnce() throws SQLException {
        KeycloakNode first = ground.node();
        KeycloakNode second = null;
        try (SegmentRealm realm = new SegmentRealm(ground)) {
            List<String> crowd = realm.crowd(CROWD);
            realm.setBehind(crowd, "tier", "gold");
            long moved;
            String gold;
            try (Connection held = ground.postgres().connect()) {
                held.setAutoCommit(false);
                // In the third portion: two are committed before.
                held.createStatement()
                        .execute("INSERT INTO SHOP_CUSTOMER (CUSTOMER_ID, REALM_ID, VERSION) VALUES ('"
                                + crowd.get(1200) + "', '" + realm.id() + "', 0)");
                gold = realm.api().make("gold", "attribute.tier = 'gold'");
                Awaitility.await("a node that waits for the lock")
                        .atMost(Duration.ofSeconds(30))
                        .until(() -> ground.count("""
                                SELECT COUNT(*) FROM PG_STAT_ACTIVITY
                                 WHERE WAIT_EVENT_TYPE = 'Lock' AND QUERY LIKE '%INSERT INTO SHOP_CUSTOMER%'
                                """) > 0);
                moved = realm.members(gold);
                // Or else the evaluation by all segments, which a first segment asks for, does the rest.
                ground.execute("UPDATE SHOP_SEGMENT_SWEEP SET DUE_AT = 'infinity' WHERE GROUP_ID = '' AND REALM_ID = '"
                        + realm.id() + "'");
                second = ground.secondNode();
                first.kill();
                Pause.of(Duration.ofMillis(500));
            }
            assertThat(moved).isEqualTo(1000);
            String reached = ground.query(
                            "SELECT REACHED FROM SHOP_SEGMENT_SWEEP WHERE REALM_ID = ? AND GROUP_ID = ?",
                            realm.id(),
                            gold)
                    .get(0);
            assertThat(reached).isEqualTo(crowd.get(999));
            CompletableFuture<Void> back = CompletableFuture.runAsync(first::start);
            Awaitility.await("all of them").atMost(Duration.ofSeconds(60)).until(() -> realm.members(gold) == CROWD);
            back.join();
            Awaitility.await("the end of it")
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> ground.count(
                                    "SELECT COUNT(*) FROM SHOP_SEGMENT_SWEEP WHERE REALM_ID = ? AND REACHED IS NOT NULL",
                                    realm.id())
                            == 0);
            assertThat(ground.query(
                            "SELECT JOINED FROM SHOP_SEGMENT_SWEEP WHERE REALM_ID = ? AND GROUP_ID = ?",
                            realm.id(),
                            gold))
                    .containsExactly(String.valueOf(CROWD));
            for (String customer : crowd) {
                assertThat(realm.told(customer)).containsExactly("joined gold by system over task");
                assertThat(ground.topic().eventually(customer, 1).stream()
                                .map(CustomerRecord::sequence)
                                .distinct())
                        .containsExactly(1L);
            }
        } finally {
            if (!first.isAlive()) {
                first.start();
            }
            if (second != null) {
                second.stop();
            }
        }
    }
}
