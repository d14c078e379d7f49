package shop.identity.listener;

import io.micrometer.core.instrument.Metrics;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;
import shop.identity.backfill.Backfills;
import shop.identity.kafka.KafkaSink;
import shop.identity.metrics.PublishedMeters;
import shop.identity.metrics.QueueMetrics;
import shop.identity.outbox.Outbox;
import shop.identity.outbox.OutboxMessage;
import shop.identity.outbox.Publisher;
import shop.identity.queue.QueueTable;
import shop.identity.queue.QueuedJobs;
import shop.identity.queue.Transactions;

/** Those that the options ask for on this node, and what they tell at {@code /metrics}. */
final class Workers implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Workers.class);

    private final ListenerOptions options;
    private final Transactions transactions;
    private final QueueMetrics<OutboxMessage> metrics = new QueueMetrics<>(
            Metrics.globalRegistry, CustomerEventListenerFactory.QUEUE, new PublishedMeters(Metrics.globalRegistry));
    private final Relay relay;
    private final List<Worker> inOrder = new ArrayList<>();

    /** @param queue the one that the outbox fills */
    Workers(ListenerOptions options, Transactions transactions, QueueTable queue, Outbox outbox, Backfills backfills) {
        this.options = options;
        this.transactions = transactions;
        relay = options.kafka() == null
                ? null
                : new Relay(new KafkaSink(options.kafka(), options.tombstones()), queue, outbox, transactions, metrics);
        if (relay != null) {
            inOrder.add(relay);
        }
        if (options.backfills()) {
            inOrder.add(new BackfillWorker(
                    CustomerEventListenerFactory.ID,
                    backfills,
                    outbox,
                    queue,
                    new QueuedJobs(CustomerEventListenerFactory.QUEUE),
                    options.personalData(),
                    transactions,
                    this::wakeRelay));
        }
        if (options.retention() != null) {
            inOrder.add(new Purge(options.retention(), transactions));
        }
    }

    void start() {
        metrics.start(transactions, () -> relay != null && relay.isRunning());
        inOrder.forEach(Worker::start);
        if (options.publisher() == Publisher.CDC) {
            LOG.info("Customer events are left to change data capture of the table SHOP_OUTBOX");
        }
        if (relay != null) {
            LOG.infof("Customer events go to Kafka topic %s", options.kafka().topic());
        }
    }

    /** Something became due: this node's relay, if it has one, looks at once. */
    void wakeRelay() {
        if (relay != null) {
            relay.wake();
        }
    }

    /** The last one first: who fills the queue stops before who empties it. */
    @Override
    public void close() {
        for (int last = inOrder.size() - 1; last >= 0; last--) {
            inOrder.get(last).close();
        }
        metrics.close();
    }
}
