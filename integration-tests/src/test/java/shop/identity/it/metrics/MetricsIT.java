package shop.identity.it.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import shop.identity.it.ground.AdminApi;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.OnGround;
import shop.identity.outbox.EventIds;
import shop.identity.queue.Backlog;
import shop.identity.queue.BacklogGauge;
import shop.identity.queue.QueueTable;

/** What an operator sees at {@code /metrics} when events go out, when they cannot, and when one never will. */
@OnGround
@Tag("EV-14")
class MetricsIT {

    private static final String BACKLOG = "shop_queue_backlog_entries{queue=\"kafka\"}";
    private static final String OLDEST = "shop_queue_oldest_age_seconds{queue=\"kafka\"}";
    private static final String DEAD = "shop_queue_dead_letters{queue=\"kafka\"}";
    private static final String AWAY = "shop_queue_sink_unavailable{queue=\"kafka\"}";
    private static final String DELAYS = "shop_events_commit_to_ack_seconds_";

    private final Ground ground;

    MetricsIT(Ground ground) {
        this.ground = ground;
    }

    @Test
    void publishedEventIsCountedAndTimed() {
        String created = "shop_events_published_total{type=\"customer.created\"}";
        Scrape before = scrape();
        create();

        Scrape after = eventually("the event to be counted")
                .until(this::scrape, now -> now.value(created) > before.value(created));
        assertThat(after.value(DELAYS + "count")).isGreaterThan(before.value(DELAYS + "count"));
        assertThat(after.value(DELAYS + "sum")).isGreaterThan(before.value(DELAYS + "sum"));
        String withinAMinute = DELAYS + "bucket{le=\"60.0\"}";
        assertThat(after.value(withinAMinute)).isGreaterThan(before.value(withinAMinute));
        assertThat(after.value(DELAYS + "bucket{le=\"0.005\"}"))
                .isLessThan(after.value(DELAYS + "bucket{le=\"300.0\"}"));
        assertThat(after.value("shop_queue_relay_running{queue=\"kafka\"}")).isOne();
    }

    @Test
    void brokerThatIsAwayShowsInBacklogAgeAndAvailability() {
        String published = "shop_events_published_total{type=\"customer.created\"}";
        String refused = "shop_queue_failed_attempts_total{outcome=\"unavailable\",queue=\"kafka\"}";
        Scrape before = atRest();
        try {
            ground.kafka().kill();
            create();
            create();

            Scrape during = eventually("the outage to show")
                    .until(
                            this::scrape,
                            now -> now.value(BACKLOG) == 2 && now.value(OLDEST) > 5 && now.value(AWAY) == 1);
            assertThat(during.value(refused)).isGreaterThan(before.value(refused));
            assertThat(during.value(published)).isEqualTo(before.value(published));
            assertThat(during.value(DELAYS + "count")).isEqualTo(before.value(DELAYS + "count"));
        } finally {
            ground.kafka().start();
        }
        eventually("the outage to be over")
                .until(this::scrape, now -> now.value(BACKLOG) == 0 && now.value(OLDEST) == 0 && now.value(AWAY) == 0);
    }

    @Test
    void deadLetterShowsUntilItIsGoneAndMakesNobodyOld() {
        String rejected = "shop_queue_failed_attempts_total{outcome=\"rejected\",queue=\"kafka\"}";
        Scrape before = atRest();
        String customer = "dead-" + UUID.randomUUID();
        try {
            appendTooLarge(customer);
            appendTooLarge(customer);

            Scrape during = eventually("the dead letter to show")
                    .until(this::scrape, now -> now.value(DEAD) == 1 && now.value(BACKLOG) == 1);
            assertThat(during.value(OLDEST)).isZero();
            assertThat(during.value(rejected)).isEqualTo(before.value(rejected) + 1);
            assertThat(during.value(DELAYS + "count")).isEqualTo(before.value(DELAYS + "count"));
        } finally {
            ground.execute("DELETE FROM SHOP_QUEUE WHERE ITEM_KEY = '" + customer + "'");
        }
        eventually("the dead letter to be gone")
                .until(this::scrape, now -> now.value(DEAD) == 0 && now.value(BACKLOG) == 0);
    }

    @Test
    void countingEndsSomewhere() throws SQLException {
        BacklogGauge gauge = new BacklogGauge("measured");
        try (Connection connection = ground.postgres().connect()) {
            connection.setAutoCommit(false);
            connection
                    .createStatement()
                    .execute("INSERT INTO SHOP_QUEUE (QUEUE, LANE, ITEM_KEY, JOB_ID, NEXT_ATTEMPT_AT, ENQUEUED_AT)"
                            + " SELECT 'measured', i % 64, 'key-' || i % 50000, gen_random_uuid(),"
                            + " CASE WHEN i IN (1, 2) THEN 'infinity'::timestamptz END,"
                            + " CURRENT_TIMESTAMP - CASE WHEN i <= 3 THEN 4000 - 1000 * i ELSE 0 END"
                            + " * interval '1 second' FROM generate_series(1, 120000) AS i");
            Backlog backlog = gauge.measure(connection);

            assertThat(backlog.dead()).isEqualTo(2);
            assertThat(backlog.waiting()).isEqualTo(BacklogGauge.MOST - 2);
            // The dead letters are older.
            assertThat(backlog.oldest()).isBetween(Duration.ofSeconds(1000), Duration.ofSeconds(1999));
            connection.rollback();
        }
    }

    /** What others left behind is published, and no gauge shows it any more. */
    private Scrape atRest() {
        eventually("all to be published").until(() -> ground.count("SELECT COUNT(*) FROM SHOP_QUEUE") == 0);
        return eventually("the gauges to show it")
                .until(this::scrape, now -> now.value(BACKLOG) == 0 && now.value(DEAD) == 0 && now.value(AWAY) == 0);
    }

    private Scrape scrape() {
        return Scrape.of(ground.node());
    }

    /** Gauges are measured every quarter of a minute. */
    private static ConditionFactory eventually(String what) {
        return Awaitility.await(what).atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(250));
    }

    private void create() {
        try (AdminApi admin = ground.admin()) {
            admin.create(AdminApi.person("m-" + UUID.randomUUID() + "@example.com"));
        }
    }

    /** A record of more than the megabyte that producers send at most. */
    private void appendTooLarge(String customer) {
        UUID id = new EventIds().next(Instant.now());
        try (Connection connection = ground.postgres().connect()) {
            connection.setAutoCommit(false);
            connection
                    .createStatement()
                    .execute("INSERT INTO SHOP_OUTBOX (ID, AGGREGATETYPE, AGGREGATEID, TYPE, SOURCE, TIME, DATASCHEMA,"
                            + " SEQUENCE, ACTOR, CHANNEL, PAYLOAD) VALUES ('" + id + "', 'customer', '" + customer
                            + "', 'customer.updated', '/realms/shop', '', '', '', '', '', repeat('x', 2000000))");
            new QueueTable("kafka").enqueue(connection, List.of(new QueueTable.Entry("realm", customer, id)));
            connection.commit();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
