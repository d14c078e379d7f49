package shop.identity.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import shop.identity.outbox.OutboxMessage;
import shop.identity.queue.Transactions;

@Tag("EV-14")
class QueueMetricsTest {

    private final Semaphore transactions = new Semaphore(0);

    /** As Keycloak's global registry holds Quarkus' own, which is empty while metrics are off. */
    private final CompositeMeterRegistry servers = new CompositeMeterRegistry();

    private final CompositeMeterRegistry global = new CompositeMeterRegistry().add(servers);

    @Test
    void databaseIsNotAskedWhileTheServerHasNoMetrics() throws InterruptedException {
        try (QueueMetrics<OutboxMessage> metrics = metrics()) {
            metrics.start(counted(), () -> true);

            assertThat(transactions.tryAcquire(300, TimeUnit.MILLISECONDS)).isFalse();
        }
    }

    @Test
    void gaugesAreNotANumberWhileTheDatabaseIsAway() throws InterruptedException {
        SimpleMeterRegistry shown = new SimpleMeterRegistry();
        servers.add(shown);
        try (QueueMetrics<OutboxMessage> metrics = metrics()) {
            metrics.start(counted(), () -> true);

            assertThat(transactions.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
            assertThat(shown.get("shop.queue.backlog").gauge().value()).isNaN();
            assertThat(shown.get("shop.queue.relay.running").gauge().value()).isOne();
        }
    }

    @Test
    void nothingIsLeftInTheRegistry() {
        SimpleMeterRegistry shown = new SimpleMeterRegistry();
        servers.add(shown);
        QueueMetrics<OutboxMessage> metrics = metrics();
        metrics.start(counted(), () -> true);
        assertThat(shown.getMeters()).isNotEmpty();

        metrics.close();

        assertThat(shown.getMeters()).isEmpty();
        assertThat(global.getMeters()).isEmpty();
    }

    private QueueMetrics<OutboxMessage> metrics() {
        return new QueueMetrics<>(global, "test", new PublishedMeters(global));
    }

    private Transactions counted() {
        return new Transactions() {
            @Override
            public <T> T call(Work<T> work) {
                transactions.release();
                throw new IllegalStateException("no database here");
            }
        };
    }
}
