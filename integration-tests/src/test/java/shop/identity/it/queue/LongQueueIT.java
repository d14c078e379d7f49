package shop.identity.it.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.LongAccumulator;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.OnGround;
import shop.identity.queue.Delivery;
import shop.identity.queue.QueueObserver;
import shop.identity.queue.QueueTable;
import shop.identity.queue.QueueWorker;
import shop.identity.queue.Transactions;
import shop.identity.queue.Turns;
import shop.identity.queue.WorkerSettings;

/** A turn costs what it delivers, however long the queue is, and though the database has no statistics of it yet. */
@OnGround
@Tag("EV-8")
@Tag("PF-5")
class LongQueueIT {

    private static final String QUEUE = "long";
    private static final int ENTRIES = 200_000;

    private final Ground ground;
    private final LongAccumulator mostRead = new LongAccumulator(Math::max, 0);

    LongQueueIT(Ground ground) {
        this.ground = ground;
    }

    @BeforeEach
    void fill() {
        ground.execute("INSERT INTO SHOP_QUEUE_LANE (QUEUE, LANE) SELECT '" + QUEUE + "', lane"
                + " FROM generate_series(0, 63) AS lane");
        ground.execute("INSERT INTO SHOP_QUEUE (QUEUE, LANE, ITEM_KEY, JOB_ID)"
                + " SELECT '" + QUEUE + "', i % 64, 'customer-' || i, gen_random_uuid()"
                + " FROM generate_series(1, " + ENTRIES + ") AS i");
    }

    @AfterEach
    void empty() {
        ground.execute("DELETE FROM SHOP_QUEUE WHERE QUEUE = '" + QUEUE + "'");
        ground.execute("DELETE FROM SHOP_QUEUE_LANE WHERE QUEUE = '" + QUEUE + "'");
        ground.execute("VACUUM SHOP_QUEUE");
    }

    @Test
    void noTransactionReadsMoreThanItsShare() {
        WorkerSettings settings = WorkerSettings.standard();
        try (QueueWorker<UUID> worker = new QueueWorker<>(new Turns<>(
                "Long",
                new QueueTable(QUEUE),
                LongQueueIT::themselves,
                ids -> ids.stream().map(id -> Delivery.delivered()).toList(),
                this::watched,
                settings,
                new QueueObserver<>() {}))) {
            worker.start();
            Awaitility.await("half of the queue")
                    .atMost(Duration.ofSeconds(120))
                    .until(() -> ground.count("SELECT COUNT(*) FROM SHOP_QUEUE WHERE QUEUE = '" + QUEUE + "'")
                            < ENTRIES / 2);
        }

        assertThat(mostRead.get()).isBetween(1L, settings.batch() + 1000L);
    }

    private static Map<UUID, UUID> themselves(Connection connection, Collection<UUID> ids) {
        Map<UUID, UUID> jobs = new HashMap<>();
        ids.forEach(id -> jobs.put(id, id));
        return jobs;
    }

    /** The transaction's own statistics: they tell what was read, whatever was planned. */
    private <T> T watched(Transactions.Work<T> work) {
        try (Connection connection = ground.postgres().connect()) {
            connection.setAutoCommit(false);
            T result = work.with(connection);
            try (ResultSet read = connection
                    .createStatement()
                    .executeQuery("SELECT COALESCE(IDX_TUP_FETCH, 0) + COALESCE(SEQ_TUP_READ, 0)"
                            + " FROM PG_STAT_XACT_USER_TABLES WHERE RELNAME = 'shop_queue'")) {
                read.next();
                mostRead.accumulate(read.getLong(1));
            }
            connection.commit();
            return result;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
