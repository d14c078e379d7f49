package shop.identity.it.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.OnGround;
import shop.identity.queue.Backoff;
import shop.identity.queue.DeadLetters;
import shop.identity.queue.Delivery;
import shop.identity.queue.JobSource;
import shop.identity.queue.KeyOrder;
import shop.identity.queue.QueueObserver;
import shop.identity.queue.QueueTable;
import shop.identity.queue.QueueWorker;
import shop.identity.queue.RealmBacklog;
import shop.identity.queue.RealmBacklogs;
import shop.identity.queue.Sink;
import shop.identity.queue.Transactions;
import shop.identity.queue.Turns;
import shop.identity.queue.WorkerSettings;

/** The queue engine where no order is kept: a job that fails stands in nobody's way, and goes when it is done. */
@OnGround
@Tag("ML-1")
class UnorderedQueueIT {

    private static final String NAME = "loose";
    private static final String REALM = "loose-realm";

    private final Ground ground;
    private final QueueTable queue = new QueueTable(NAME, KeyOrder.NONE);
    private final Set<UUID> jobs = ConcurrentHashMap.newKeySet();
    private final ConcurrentLinkedQueue<UUID> delivered = new ConcurrentLinkedQueue<>();
    private final LongAccumulator mostRead = new LongAccumulator(Math::max, 0);
    private final List<QueueWorker<UUID>> workers = new ArrayList<>();

    UnorderedQueueIT(Ground ground) {
        this.ground = ground;
    }

    private final class Source implements JobSource<UUID> {

        @Override
        public Map<UUID, UUID> read(Connection connection, Collection<UUID> ids) {
            return ids.stream().filter(jobs::contains).collect(Collectors.toMap(Function.identity(), id -> id));
        }

        @Override
        public void done(Connection connection, Collection<UUID> ids) {
            jobs.removeAll(ids);
        }
    }

    @AfterEach
    void removeQueue() {
        workers.forEach(QueueWorker::close);
        ground.execute("DELETE FROM SHOP_QUEUE WHERE QUEUE = '" + NAME + "'");
        ground.execute("DELETE FROM SHOP_QUEUE_LANE WHERE QUEUE = '" + NAME + "'");
    }

    @Test
    void failedAndRefusedJobsHoldBackNobodyOfTheirKey() {
        UUID failing = enqueue("same");
        UUID refused = enqueue("same");
        UUID sound = enqueue("same");

        start(id -> id.equals(failing)
                ? Delivery.retry("later")
                : id.equals(refused) ? Delivery.rejected("never") : Delivery.delivered());

        Awaitility.await("the sound one").until(() -> delivered.contains(sound));
        Awaitility.await("the others' fate")
                .until(() -> ground.query("SELECT LAST_ERROR FROM SHOP_QUEUE WHERE QUEUE = ? ORDER BY POSITION", NAME)
                        .equals(List.of("later", "never")));
        assertThat(jobs).containsExactlyInAnyOrder(failing, refused);
        RealmBacklog backlog = inOneTransaction(connection -> new RealmBacklogs(NAME).of(connection, REALM));
        assertThat(backlog.dead()).isEqualTo(1);
        assertThat(backlog.waiting() + backlog.delayed()).isEqualTo(1);
    }

    @Test
    void requeuedJobIsDueAtOnce() {
        UUID job = enqueue("refused");
        Set<UUID> refused = ConcurrentHashMap.newKeySet();
        refused.add(job);
        start(id -> refused.contains(id) ? Delivery.rejected("never") : Delivery.delivered());
        DeadLetters letters = new DeadLetters(NAME, KeyOrder.NONE);
        Awaitility.await("the refusal")
                .until(() -> !inOneTransaction(connection -> letters.list(connection, REALM, 0, 9))
                        .isEmpty());
        refused.clear();

        boolean requeued = inOneTransaction(connection -> letters.requeue(connection, REALM, job));
        assertThat(requeued).isTrue();

        Awaitility.await("its delivery").until(() -> delivered.contains(job));
        Awaitility.await("its end").until(jobs::isEmpty);
    }

    /** However many wait for another try, a turn reads what is due. */
    @Test
    void thoseThatWaitCostNothing() {
        ground.execute("INSERT INTO SHOP_QUEUE (QUEUE, REALM_ID, LANE, ITEM_KEY, JOB_ID, ATTEMPTS, NEXT_ATTEMPT_AT)"
                + " SELECT '" + NAME + "', '" + REALM + "', i % 64, 'waiting-' || i, gen_random_uuid(), 3,"
                + " CURRENT_TIMESTAMP + interval '1 hour' FROM generate_series(1, 100000) AS i");
        List<UUID> due = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            due.add(enqueue("due-" + i));
        }

        start(id -> Delivery.delivered());

        Awaitility.await("those that are due").atMost(Duration.ofSeconds(60)).until(() -> delivered.containsAll(due));
        assertThat(mostRead.get()).isBetween(1L, 500L);
    }

    private UUID enqueue(String key) {
        UUID id = UUID.randomUUID();
        jobs.add(id);
        inOneTransaction(connection -> {
            queue.enqueue(connection, List.of(new QueueTable.Entry(REALM, key, id)));
            return null;
        });
        return id;
    }

    private void start(Function<UUID, Delivery> answer) {
        WorkerSettings settings = new WorkerSettings(
                2,
                1,
                1,
                1,
                Duration.ofMillis(1500),
                Duration.ofMillis(200),
                Duration.ofMillis(50),
                Duration.ofMillis(500),
                new Backoff(Duration.ofMillis(100), Duration.ofSeconds(1)));
        Sink<UUID> sink = ids -> ids.stream()
                .map(id -> {
                    Delivery delivery = answer.apply(id);
                    if (delivery.outcome() == Delivery.Outcome.DELIVERED) {
                        delivered.add(id);
                    }
                    return delivery;
                })
                .toList();
        QueueWorker<UUID> worker = new QueueWorker<>(new Turns<>(
                "Loose", queue, new Source(), sink, this::inOneTransaction, settings, new QueueObserver<>() {}));
        workers.add(worker);
        worker.start();
    }

    /** Takes down what the transaction read, by its own statistics. */
    private <T> T inOneTransaction(Transactions.Work<T> work) {
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
