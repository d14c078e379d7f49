package shop.identity.it.backfill;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import shop.identity.backfill.BackfillKind;
import shop.identity.backfill.BackfillOrder;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.OnGround;
import shop.identity.it.ground.Pause;

/** Where users and events are many, a backfill walks along an index: PostgreSQL's own counters tell. */
@OnGround
@Tag("EV-11")
class LargeTablesIT {

    private static final String NOWHERE = "nowhere";
    private static final int MANY = 200_000;
    private static final Instant LONG_AGO = Instant.parse("2020-01-01T00:00:00Z");

    private final Ground ground;

    LargeTablesIT(Ground ground) {
        this.ground = ground;
    }

    @AfterEach
    void removeMany() {
        ground.execute("DELETE FROM USER_ENTITY WHERE REALM_ID = '" + NOWHERE + "'");
        ground.execute("DELETE FROM SHOP_OUTBOX WHERE SOURCE = '" + NOWHERE + "'");
    }

    @Test
    void usersAreNeverReadFromEndToEnd() {
        ground.execute("INSERT INTO USER_ENTITY (ID, REALM_ID, USERNAME, ENABLED, EMAIL_VERIFIED, NOT_BEFORE)"
                + " SELECT gen_random_uuid()::text, '" + NOWHERE + "', 'user-' || n, TRUE, TRUE, 0"
                + " FROM generate_series(1, " + MANY + ") AS n");
        ground.executeAsSuperuser("ANALYZE USER_ENTITY");
        try (AdoptingRealm realm = new AdoptingRealm(ground, 20).adopt()) {
            awaitOthersCounted();
            long scans = scans("seq_scan", "user_entity");
            long probes = scans("idx_scan", "user_entity");

            UUID backfill = realm.startSnapshot(10_000);
            realm.awaitCompleted(backfill);

            assertThat(realm.done(backfill)).isEqualTo(20);
            awaitCounted(probes + MANY / 2000, "user_entity");
            assertThat(scans("seq_scan", "user_entity")).isEqualTo(scans);
        }
    }

    @Test
    void eventsAreNeverReadFromEndToEnd() {
        // One a second: the ids of a tenth of them lie in the range.
        ground.execute(
                "INSERT INTO SHOP_OUTBOX (ID, AGGREGATETYPE, AGGREGATEID, TYPE, SOURCE, TIME, DATASCHEMA, SEQUENCE,"
                        + " ACTOR, CHANNEL, PAYLOAD)"
                        + " SELECT (lpad(to_hex((" + LONG_AGO.toEpochMilli() + " + n * 1000)::bigint), 12, '0')"
                        + " || '7000' || '8000' || lpad(to_hex(n), 12, '0'))::uuid,"
                        + " 'customer', 'c' || n, 'customer.updated', '" + NOWHERE
                        + "', '', '', '1', 'self', 'task', '{}'"
                        + " FROM generate_series(1, " + MANY + ") AS n");
        ground.executeAsSuperuser("ANALYZE SHOP_OUTBOX");
        try (AdoptingRealm realm = new AdoptingRealm(ground, 0).adopt()) {
            awaitOthersCounted();
            long scans = scans("seq_scan", "shop_outbox");
            long probes = scans("idx_scan", "shop_outbox");

            UUID backfill = realm.start(new BackfillOrder(
                    BackfillKind.REPLAY, LONG_AGO, LONG_AGO.plus(Duration.ofSeconds(MANY / 10)), 10_000));
            realm.awaitCompleted(backfill);

            awaitCounted(probes + MANY / 10 / 100, "shop_outbox");
            assertThat(scans("seq_scan", "shop_outbox")).isEqualTo(scans);
        }
    }

    /**
     * A session that has nothing to do hands its counts in after ten seconds: what it read while the table was small must
     * not be taken for a part of the backfill.
     */
    private static void awaitOthersCounted() {
        Pause.of(Duration.ofSeconds(12));
    }

    /** PostgreSQL counts with a delay of some seconds. */
    private void awaitCounted(long probes, String table) {
        Awaitility.await("the counters").atMost(Duration.ofSeconds(30)).until(() -> scans("idx_scan", table) >= probes);
    }

    private long scans(String counter, String table) {
        return ground.count("SELECT " + counter + " FROM PG_STAT_USER_TABLES WHERE RELNAME = ?", table);
    }
}
