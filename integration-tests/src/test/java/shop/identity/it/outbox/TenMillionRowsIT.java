package shop.identity.it.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.OnGround;
import shop.identity.outbox.ExpiredEvents;

/** An outbox of ten million published rows is no burden to the relay, nor is taking the old half of them out. */
@OnGround
@Tag("long")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TenMillionRowsIT {

    private static final long ROWS = 10_000_000;
    private static final long PART = 1_000_000;
    private static final Duration RETENTION = Duration.ofDays(7);
    private static final int BACKLOG = 50_000;

    /** The test's own look at the queue. */
    private static final String REST = "SELECT 1 FROM SHOP_QUEUE LIMIT 1";

    private final Ground ground;
    private final OldEvents old;
    private final Plans plans;

    TenMillionRowsIT(Ground ground) {
        this.ground = ground;
        this.old = new OldEvents(ground);
        this.plans = new Plans(ground);
    }

    @BeforeAll
    void fill() throws SQLException {
        for (long from = 0; from < ROWS; from += PART) {
            long oldest = RETENTION.toMillis() * 2 * (ROWS - from) / ROWS;
            long youngest = RETENTION.toMillis() * 2 * (ROWS - from - PART) / ROWS;
            old.add(from + 1, from + PART, oldest, youngest);
        }
        ground.execute("ANALYZE SHOP_OUTBOX");
    }

    @AfterAll
    void empty() {
        ground.execute("TRUNCATE SHOP_OUTBOX");
    }

    @Test
    @Tag("EV-7")
    @Tag("EV-10")
    void everyStatementOfTheRelayAndThePurgeUsesAnIndex() throws SQLException, IOException {
        List<String> seen = new ArrayList<>(plans.during(() -> {
            drain();
            purge(new AtomicBoolean(true), 20);
        }));
        seen.removeIf(plan -> plan.contains(REST));

        assertThat(seen).anyMatch(plan -> plan.contains("pk_shop_queue"));
        assertThat(seen).anyMatch(plan -> plan.contains("pk_shop_outbox"));
        assertThat(seen)
                .noneMatch(
                        plan -> plan.contains("Seq Scan on shop_outbox") || plan.contains("Seq Scan on shop_queue "));
    }

    @Test
    @Tag("EV-10")
    @Tag("PF-2")
    void thePurgeDoesNotHurtTheRelay() throws Exception {
        drain();
        double alone = Math.max(drain(), drain());
        AtomicBoolean goOn = new AtomicBoolean(true);
        ExecutorService purging = Executors.newSingleThreadExecutor();
        try {
            Future<Long> removed = purging.submit(() -> purge(goOn, Integer.MAX_VALUE));
            double besides = Math.max(drain(), drain());
            goOn.set(false);
            System.out.printf(
                    "relay over %d published rows: %.0f events/s, beside a purge %.0f; %d rows removed%n",
                    ROWS, alone, besides, removed.get());
            // On two cores the purge takes its share of the processor as well; it must not take the relay's locks.
            assertThat(besides).isGreaterThan(alone * 0.5).isGreaterThan(5_000);
        } finally {
            goOn.set(false);
            purging.shutdown();
        }
    }

    /** @return events per second */
    private double drain() {
        ground.execute("""
                WITH told AS (
                  INSERT INTO SHOP_OUTBOX (ID, AGGREGATETYPE, AGGREGATEID, TYPE, SOURCE, TIME, DATASCHEMA, SEQUENCE,
                                           ACTOR, CHANNEL, TRACEPARENT, PAYLOAD, SOUND)
                  SELECT uuidv7(), 'customer', customer, 'customer.updated', '/realms/shop', '2026-01-01T00:00:00.000Z',
                         'urn:shop-identity:schema:customer.updated:1', lpad('1', 20, '0'), 'admin', 'admin-api', NULL,
                         '{"customerId":"' || customer || '","status":"ACTIVE","fields":["firstName"]}', true
                    FROM (SELECT gen_random_uuid()::text AS customer FROM generate_series(1, %d)) drawn
                  RETURNING AGGREGATEID, ID)
                INSERT INTO SHOP_QUEUE (QUEUE, LANE, ITEM_KEY, JOB_ID)
                SELECT 'kafka', ('x' || substr(md5(AGGREGATEID), 1, 4))::bit(16)::int %% 64, AGGREGATEID, ID FROM told
                """.formatted(BACKLOG));
        long start = System.nanoTime();
        Awaitility.await("the backlog of " + BACKLOG)
                .atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> ground.query(REST).isEmpty());
        return BACKLOG * 1e9 / (System.nanoTime() - start);
    }

    private long purge(AtomicBoolean goOn, int stretches) throws SQLException {
        ExpiredEvents expired = new ExpiredEvents(RETENTION, 1000);
        long removed = 0;
        try (Connection connection = ground.postgres().connect()) {
            connection.setAutoCommit(false);
            ExpiredEvents.Stretch stretch = expired.removeFirst(connection);
            for (int i = 0; goOn.get() && i < stretches && stretch.reached() != null; i++) {
                connection.commit();
                removed += stretch.removed();
                stretch = expired.removeAfter(connection, stretch.reached());
            }
            connection.commit();
        }
        return removed;
    }
}
