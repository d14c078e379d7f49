package shop.identity.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RetriableException;
import shop.identity.outbox.OutboxMessage;
import shop.identity.queue.Delivery;
import shop.identity.queue.Sink;

/**
 * Publishes outbox messages. All records of a call are on their way at once; the call returns when each is acknowledged
 * by all in-sync replicas ({@code acks=all}, idempotent producer) or given up.
 *
 * <p>Crash safety: none of its own, and none needed. What was not acknowledged stays in the queue and is sent again with
 * the same id.
 *
 * <p>Thread-safe, as Kafka's producer is.
 */
public final class KafkaSink implements Sink<OutboxMessage> {

    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(2);

    private final KafkaSettings settings;
    private final KafkaTopic topic;
    private final KafkaFailures failures;
    private final AtomicReference<Producer<String, String>> current = new AtomicReference<>();

    /** @param tombstones whether tombstones are written: a compacted topic needs them */
    public KafkaSink(KafkaSettings settings, boolean tombstones) {
        this.settings = settings;
        this.topic = new KafkaTopic(settings, tombstones);
        this.failures = new KafkaFailures(settings);
    }

    @Override
    public List<Delivery> deliver(List<OutboxMessage> messages) {
        Producer<String, String> producer;
        try {
            producer = open();
        } catch (KafkaException e) {
            return all(messages, failures.classify(rootOf(e)));
        }
        List<Future<RecordMetadata>> sent = new ArrayList<>(messages.size());
        Delivery stopped = send(producer, messages, sent);
        List<Delivery> deliveries = new ArrayList<>(messages.size());
        for (Future<RecordMetadata> future : sent) {
            deliveries.add(confirmed(producer, future));
        }
        while (deliveries.size() < messages.size()) {
            deliveries.add(stopped);
        }
        return deliveries;
    }

    /** Opened at first use: a broker, or its name, that is not there yet keeps no server from starting. */
    private synchronized Producer<String, String> open() {
        topic.ensure();
        if (current.get() == null) {
            current.set(new KafkaProducer<>(settings.properties()));
        }
        return current.get();
    }

    /**
     * A record that cannot even be handed over (no metadata within {@code max.block.ms}) ends the call: the next ones
     * would each wait as long.
     *
     * @return what is to be said of the messages that were not handed over; null when all were
     */
    private Delivery send(
            Producer<String, String> producer, List<OutboxMessage> messages, List<Future<RecordMetadata>> sent) {
        try {
            for (OutboxMessage message : messages) {
                Future<RecordMetadata> future = producer.send(CloudEventRecord.of(settings.topic(), message));
                sent.add(future);
                if (future.isDone() && isOutage(producer, future)) {
                    return confirmed(producer, future);
                }
            }
            // There is no more to come that the last batch should linger for.
            producer.flush();
            return null;
        } catch (InterruptException e) {
            return interrupted();
        } catch (KafkaException | IllegalStateException e) {
            replace(producer);
            return Delivery.unavailable(KafkaFailures.describe(e));
        }
    }

    private boolean isOutage(Producer<String, String> producer, Future<RecordMetadata> future) {
        return confirmed(producer, future).outcome() == Delivery.Outcome.UNAVAILABLE;
    }

    private Delivery confirmed(Producer<String, String> producer, Future<RecordMetadata> future) {
        try {
            future.get();
            return Delivery.delivered();
        } catch (ExecutionException e) {
            Delivery delivery = failures.classify(e.getCause());
            // A producer in an unexpected state (fenced, out of sequence) is replaced; one that waits for a broker is
            // not.
            if (delivery.outcome() == Delivery.Outcome.UNAVAILABLE && !(e.getCause() instanceof RetriableException)) {
                replace(producer);
            }
            return delivery;
        } catch (InterruptedException e) {
            return interrupted();
        }
    }

    private static Delivery interrupted() {
        Thread.currentThread().interrupt();
        return Delivery.unavailable("the server stops");
    }

    /** The next call opens another, unless one of another thread's already has. */
    private void replace(Producer<String, String> failed) {
        if (current.compareAndSet(failed, null)) {
            failed.close(CLOSE_TIMEOUT);
        }
    }

    @Override
    public void close() {
        Producer<String, String> last = current.getAndSet(null);
        if (last != null) {
            last.close(CLOSE_TIMEOUT);
        }
    }

    private static List<Delivery> all(List<OutboxMessage> messages, Delivery delivery) {
        return messages.stream().map(message -> delivery).toList();
    }

    private static Throwable rootOf(Throwable e) {
        return e.getCause() == null ? e : rootOf(e.getCause());
    }
}
