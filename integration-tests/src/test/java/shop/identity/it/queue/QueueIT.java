package shop.identity.it.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.OnGround;
import shop.identity.it.ground.Pause;
import shop.identity.queue.Delivery;
import shop.identity.queue.QueueObserver;
import shop.identity.queue.QueueTable;
import shop.identity.queue.QueueWorker;
import shop.identity.queue.Sink;
import shop.identity.queue.Transactions;
import shop.identity.queue.Turns;
import shop.identity.queue.WorkerSettings;

/**
 * The queue engine by itself, on a real database, with a sink that the test holds in its hand: what Kafka, mail, SMS and
 * remote erasure can rely on.
 */
@OnGround
@Tag("EV-7")
class QueueIT {

    private static final String NAME = "test";

    private final Ground ground;
    private final QueueTable queue = new QueueTable(NAME);
    private final Map<UUID, Job> jobs = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<Job> delivered = new ConcurrentLinkedQueue<>();
    private final List<QueueWorker<Job>> workers = new ArrayList<>();

    QueueIT(Ground ground) {
        this.ground = ground;
    }

    private record Job(UUID id, String key, int number) {}

    @BeforeEach
    void createLanes() {
        ground.execute("INSERT INTO SHOP_QUEUE_LANE (QUEUE, LANE) SELECT '" + NAME + "', lane"
                + " FROM generate_series(0, 63) AS lane ON CONFLICT DO NOTHING");
    }

    @AfterEach
    void removeQueue() {
        workers.forEach(QueueWorker::close);
        ground.execute("DELETE FROM SHOP_QUEUE WHERE QUEUE = '" + NAME + "'");
        ground.execute("DELETE FROM SHOP_QUEUE_LANE WHERE QUEUE = '" + NAME + "'");
    }

    @Test
    @Tag("EV-6")
    void manyWritersTwoWorkersEachJobOnceAndEachKeyInOrder() throws Exception {
        start(this::deliverAll);
        start(this::deliverAll);
        int keys = 40;
        int perKey = 50;
        ExecutorService writers = Executors.newFixedThreadPool(8);
        List<Future<?>> writing = new ArrayList<>();
        for (int key = 0; key < keys; key++) {
            String name = "key-" + key;
            writing.add(writers.submit(() -> {
                for (int number = 1; number <= perKey; number++) {
                    enqueue(name, number);
                }
            }));
        }
        for (Future<?> done : writing) {
            done.get();
        }
        writers.shutdown();
        awaitDelivered(keys * perKey);

        assertThat(delivered).doesNotHaveDuplicates();
        byKey().forEach((key, numbers) -> assertThat(numbers).as(key).isSorted().hasSize(perKey));
    }

    @Test
    @Tag("EV-6")
    void failuresKeepTheOrderOfTheirKeyAndHoldNobodyElse() {
        for (int key = 0; key < 10; key++) {
            for (int number = 1; number <= 10; number++) {
                enqueue("key-" + key, number);
            }
        }
        AtomicInteger failures = new AtomicInteger();
        Sink<Job> unlucky = batch -> batch.stream()
                .map(job -> ThreadLocalRandom.current().nextInt(3) > 0
                        ? deliver(job)
                        : Delivery.retry("bad luck " + failures.incrementAndGet()))
                .toList();
        start(unlucky);
        start(unlucky);
        awaitDelivered(100);

        assertThat(failures).hasPositiveValue();
        assertThat(delivered).doesNotHaveDuplicates();
        byKey().forEach((key, numbers) -> assertThat(numbers).as(key).isSorted().hasSize(10));
    }

    @Test
    @Tag("EV-8")
    void refusedJobHoldsItsKeyAndAnOutageCountsNoAttempt() {
        enqueue("poisoned", 1);
        enqueue("poisoned", 2);
        enqueue("healthy", 1);
        AtomicBoolean away = new AtomicBoolean(true);
        start(batch -> batch.stream()
                .map(job -> away.get()
                        ? Delivery.unavailable("nobody there")
                        : job.key().equals("poisoned") ? Delivery.rejected("too large") : deliver(job))
                .toList());
        Pause.of(Duration.ofSeconds(2));
        assertThat(ground.count("SELECT MAX(ATTEMPTS) FROM SHOP_QUEUE WHERE QUEUE = ?", NAME))
                .isZero();

        away.set(false);
        awaitDelivered(1);
        Pause.of(Duration.ofSeconds(1));

        assertThat(delivered).extracting(Job::key).containsExactly("healthy");
        assertThat(ground.query(
                        "SELECT ATTEMPTS || ' ' || COALESCE(LAST_ERROR, 'waits') FROM SHOP_QUEUE"
                                + " WHERE QUEUE = ? ORDER BY POSITION",
                        NAME))
                .containsExactly("1 too large", "0 waits");
    }

    /** A partition without a leader, say: every third customer's records are stuck, and the others still get by. */
    @Test
    @Tag("EV-8")
    void partThatIsAwayStandsInNobodysWay() {
        int keys = 300;
        inOneTransaction(connection -> {
            List<QueueTable.Entry> entries = new ArrayList<>();
            for (int number = 1; number <= 30; number++) {
                for (int key = 0; key < keys; key++) {
                    entries.add(entry((key % 3 == 0 ? "away-" : "here-") + key, number));
                }
            }
            queue.enqueue(connection, entries);
            return null;
        });
        start(batch -> batch.stream()
                .map(job -> job.key().startsWith("away") ? Delivery.unavailable("no leader") : deliver(job))
                .toList());
        awaitDelivered(keys * 2 / 3 * 30);

        byKey().forEach((key, numbers) -> assertThat(numbers).as(key).isSorted().hasSize(30));
        assertThat(ground.count("SELECT MAX(ATTEMPTS) FROM SHOP_QUEUE WHERE QUEUE = ?", NAME))
                .isZero();
    }

    @Test
    void slowSinkKeepsItsClaim() throws InterruptedException {
        enqueue("slow", 1);
        CountDownLatch claimed = new CountDownLatch(1);
        start(batch -> {
            claimed.countDown();
            Pause.of(Duration.ofSeconds(4));
            return deliverAll(batch);
        });
        claimed.await();
        start(this::deliverAll);
        awaitDelivered(1);
        Pause.of(Duration.ofSeconds(3));

        assertThat(delivered).hasSize(1);
    }

    @Test
    void jobThatWasRemovedOnPurposeIsDropped() {
        enqueue("gone", 1);
        jobs.clear();
        enqueue("there", 1);
        start(this::deliverAll);
        awaitDelivered(1);

        Awaitility.await().until(() -> ground.count("SELECT COUNT(*) FROM SHOP_QUEUE WHERE QUEUE = ?", NAME) == 0);
    }

    @Test
    void backlogDrainsFasterThanAnySinkTakesIt() {
        start(this::deliverAll);
        int backlog = 20_000;
        inOneTransaction(connection -> {
            List<QueueTable.Entry> entries = new ArrayList<>();
            for (int i = 0; i < backlog; i++) {
                entries.add(entry("key-" + i, 1));
            }
            queue.enqueue(connection, entries);
            return null;
        });
        long start = System.nanoTime();
        awaitDelivered(backlog);
        Duration took = Duration.ofNanos(System.nanoTime() - start);

        System.out.printf("queue alone: %d jobs in %d ms%n", backlog, took.toMillis());
        assertThat(took).isLessThan(Duration.ofSeconds(10));
    }

    private QueueTable.Entry entry(String key, int number) {
        Job job = new Job(UUID.randomUUID(), key, number);
        jobs.put(job.id(), job);
        return new QueueTable.Entry("realm", key, job.id());
    }

    /** As a customer's transactions are: one after the other per key. */
    private void enqueue(String key, int number) {
        QueueTable.Entry entry = entry(key, number);
        inOneTransaction(connection -> {
            queue.enqueue(connection, List.of(entry));
            return null;
        });
        workers.forEach(QueueWorker::wake);
    }

    private void start(Sink<Job> sink) {
        WorkerSettings settings = new WorkerSettings(
                2,
                32,
                1000,
                50,
                Duration.ofMillis(1500),
                Duration.ofSeconds(1),
                Duration.ofMillis(50),
                Duration.ofMillis(500));
        QueueWorker<Job> worker = new QueueWorker<>(new Turns<>(
                "Test", queue, this::read, sink, this::inOneTransaction, settings, new QueueObserver<>() {}));
        workers.add(worker);
        worker.start();
    }

    private Map<UUID, Job> read(Connection connection, Collection<UUID> ids) {
        return ids.stream().filter(jobs::containsKey).collect(Collectors.toMap(Function.identity(), jobs::get));
    }

    private <T> T inOneTransaction(Transactions.Work<T> work) {
        try (Connection connection = ground.postgres().connect()) {
            connection.setAutoCommit(false);
            T result = work.with(connection);
            connection.commit();
            return result;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private Delivery deliver(Job job) {
        delivered.add(job);
        return Delivery.delivered();
    }

    private List<Delivery> deliverAll(List<Job> batch) {
        return batch.stream().map(this::deliver).toList();
    }

    private void awaitDelivered(int count) {
        Awaitility.await(count + " jobs")
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(5))
                .until(() -> delivered.size() >= count);
    }

    private Map<String, List<Integer>> byKey() {
        return delivered.stream()
                .collect(Collectors.groupingBy(Job::key, Collectors.mapping(Job::number, Collectors.toList())));
    }
}
