package shop.identity.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("EV-7")
class QueueWorkerTest {

    private final AtomicInteger closed = new AtomicInteger();

    private final Sink<String> sink = new Sink<>() {
        @Override
        public List<Delivery> deliver(List<String> jobs) {
            return jobs.stream().map(job -> Delivery.delivered()).toList();
        }

        @Override
        public void close() {
            closed.incrementAndGet();
        }
    };

    private final Transactions noDatabase = new Transactions() {
        @Override
        public <T> T call(Work<T> work) {
            throw new IllegalStateException("there is no database");
        }
    };

    private final QueueWorker<String> worker = new QueueWorker<>(new Turns<>(
            "Test",
            new QueueTable("test"),
            (connection, ids) -> Map.of(),
            sink,
            noDatabase,
            WorkerSettings.standard(),
            new QueueObserver<>() {}));

    /** A server that fails to start closes what it had only prepared. */
    @Test
    void workerThatNeverStartedIsClosedAtOnce() {
        Instant before = Instant.now();

        worker.close();

        assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(2));
        assertThat(closed).hasValue(1);
    }

    /** As it would be without a database. */
    @Test
    void workerThatPausesIsInterrupted() {
        worker.start();
        assertThat(worker.isRunning()).isTrue();

        worker.close();

        assertThat(worker.isRunning()).isFalse();
        assertThat(closed).hasValue(1);
    }
}
