package shop.identity.it.backfill;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.LogTail;
import shop.identity.it.ground.OnGround;
import shop.identity.it.ground.Pause;

/** The pace of a snapshot, and what ends it early. */
@OnGround
@Tag("EV-11")
class SnapshotCourseIT {

    private final Ground ground;

    SnapshotCourseIT(Ground ground) {
        this.ground = ground;
    }

    @Test
    void rateIsKept() {
        try (AdoptingRealm realm = new AdoptingRealm(ground, 150).adopt()) {
            UUID backfill = realm.startSnapshot(50);
            realm.awaitCompleted(backfill);

            List<Instant> times = realm.customers().stream()
                    .map(customer ->
                            ground.topic().eventually(customer, 1).get(0).time())
                    .sorted()
                    .toList();

            // A transaction more than the rate, at either end of the second.
            for (int i = 60; i < times.size(); i++) {
                assertThat(Duration.between(times.get(i - 60), times.get(i)))
                        .isGreaterThanOrEqualTo(Duration.ofSeconds(1));
            }
        }
    }

    @Test
    void backfillWaitsWhileTheRelayIsFarBehind() {
        try (AdoptingRealm realm = new AdoptingRealm(ground, 100).adopt()) {
            ground.execute("INSERT INTO SHOP_QUEUE (QUEUE, LANE, ITEM_KEY, JOB_ID, NEXT_ATTEMPT_AT)"
                    + " SELECT 'kafka', 1, 'far-behind', '" + UUID.randomUUID() + "', now() + interval '1 hour'"
                    + " FROM generate_series(1, 10000)");
            UUID backfill = realm.startSnapshot(10_000);
            Awaitility.await("the count").until(() -> total(backfill) != null);
            Pause.of(Duration.ofSeconds(3));

            assertThat(realm.snapshots()).isZero();

            ground.execute("DELETE FROM SHOP_QUEUE WHERE ITEM_KEY = 'far-behind' AND POSITION % 100 = 0");
            realm.awaitCompleted(backfill);
            assertThat(realm.snapshots()).isEqualTo(100);
        } finally {
            ground.execute("DELETE FROM SHOP_QUEUE WHERE ITEM_KEY = 'far-behind'");
        }
    }

    @Test
    void realmThatGoesEndsItsBackfill() {
        LogTail log = new LogTail(ground.node());
        try (AdoptingRealm realm = new AdoptingRealm(ground, 150).adopt()) {
            UUID backfill = startedAndInTheMiddle(realm);

            realm.remove();

            Awaitility.await("the queue's entry to go")
                    .until(() -> ground.query("SELECT 1 FROM SHOP_QUEUE WHERE QUEUE = 'backfill'")
                            .isEmpty());
            Pause.of(Duration.ofSeconds(1));
            assertThat(ground.query("SELECT STATE FROM SHOP_BACKFILL WHERE ID = ?", backfill))
                    .isEmpty();
            assertThat(ground.query("SELECT 1 FROM SHOP_CUSTOMER WHERE REALM_ID = ?", realm.id()))
                    .isEmpty();
            assertThat(log.linesWith("held up")).isEmpty();
            assertThat(ground.query(
                            "SELECT AGGREGATEID FROM SHOP_OUTBOX WHERE REALM_ID = ? GROUP BY AGGREGATEID, SEQUENCE"
                                    + " HAVING COUNT(*) > 1",
                            realm.id()))
                    .isEmpty();
        }
    }

    @Test
    void realmThatNoLongerTakesPartIsToldNoMore() {
        LogTail log = new LogTail(ground.node());
        try (AdoptingRealm realm = new AdoptingRealm(ground, 150).adopt()) {
            UUID backfill = startedAndInTheMiddle(realm);

            realm.setListeners(List.of());
            realm.awaitCompleted(backfill);

            assertThat(realm.state(backfill)).isEqualTo("CANCELLED");
            assertThat(realm.snapshots()).isEqualTo(realm.done(backfill)).isLessThan(150);
            assertThat(log.linesWith("no longer names the listener")).hasSize(1);
        }
    }

    private String total(UUID backfill) {
        return ground.query("SELECT TOTAL FROM SHOP_BACKFILL WHERE ID = ?", backfill)
                .get(0);
    }

    private static UUID startedAndInTheMiddle(AdoptingRealm realm) {
        UUID backfill = realm.startSnapshot(50);
        Awaitility.await("the middle").until(() -> realm.done(backfill) > 50);
        return backfill;
    }
}
