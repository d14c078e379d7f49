package shop.identity.it.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.OnGround;
import shop.identity.outbox.ExpiredEvents;

/** What is published and older than the retention goes, in small steps; everything else stays. */
@OnGround
@Tag("EV-10")
class RetentionIT {

    private static final Duration RETENTION = Duration.ofDays(7);
    private static final int AT_ONCE = 100;

    private final Ground ground;
    private final OldEvents events;

    RetentionIT(Ground ground) {
        this.ground = ground;
        this.events = new OldEvents(ground);
    }

    @AfterEach
    void clear() {
        events.clear();
    }

    @Test
    void whatIsOlderGoesAndWhatIsYoungerStays() throws SQLException {
        events.add(
                1, 1000, Duration.ofDays(8).toMillis(), RETENTION.plusMinutes(1).toMillis());
        events.add(1001, 1050, RETENTION.minusMinutes(1).toMillis(), 0);

        assertThat(purge()).isEqualTo(1000);

        assertThat(events.count()).isEqualTo(50);
    }

    @Test
    void whatWaitsStaysHoweverOld() throws SQLException {
        events.add(1, 250, Duration.ofDays(30).toMillis(), RETENTION.plusDays(1).toMillis());
        String dead = events.bury();

        assertThat(purge()).isEqualTo(249);

        assertThat(events.isThere(dead)).isTrue();
    }

    @Test
    void twoNodesAtItDoNoHarm() throws Exception {
        events.add(
                1, 5000, Duration.ofDays(8).toMillis(), RETENTION.plusMinutes(1).toMillis());
        ExecutorService nodes = Executors.newFixedThreadPool(2);
        try {
            Callable<Long> purge = this::purge;
            Future<Long> one = nodes.submit(purge);
            Future<Long> other = nodes.submit(purge);

            assertThat(one.get() + other.get()).isEqualTo(5000);
        } finally {
            nodes.shutdown();
        }
    }

    private long purge() throws SQLException {
        ExpiredEvents expired = new ExpiredEvents(RETENTION, AT_ONCE);
        long removed = 0;
        try (Connection connection = ground.postgres().connect()) {
            connection.setAutoCommit(false);
            ExpiredEvents.Stretch stretch = expired.removeFirst(connection);
            while (stretch.reached() != null) {
                connection.commit();
                assertThat(stretch.removed()).isLessThanOrEqualTo(AT_ONCE);
                removed += stretch.removed();
                stretch = expired.removeAfter(connection, stretch.reached());
            }
            connection.commit();
        }
        return removed;
    }
}
