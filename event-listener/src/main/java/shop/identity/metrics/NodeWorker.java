package shop.identity.metrics;

import io.micrometer.core.instrument.Metrics;
import java.util.function.Function;
import shop.identity.queue.QueueObserver;
import shop.identity.queue.QueueWorker;
import shop.identity.queue.Transactions;
import shop.identity.queue.Turns;

/** This node's part in one queue: what works it off, if this node does, and what it tells of it at {@code /metrics}. */
public class NodeWorker<J> implements AutoCloseable {

    private final Transactions transactions;
    private final QueueMetrics<J> metrics;
    private final QueueWorker<J> worker;

    /**
     * @param delivered what else is told of those that were delivered; closed with this
     * @param works     whether this node works the queue off
     * @param turns     asked where it does, with who has to be told of deliveries
     */
    public NodeWorker(
            String queue,
            DeliveredMeters<J> delivered,
            Transactions transactions,
            boolean works,
            Function<QueueObserver<J>, Turns<J>> turns) {
        this.transactions = transactions;
        this.metrics = new QueueMetrics<>(Metrics.globalRegistry, queue, delivered);
        this.worker = works ? new QueueWorker<>(turns.apply(metrics)) : null;
    }

    /** The tables are there. */
    public final void start() {
        metrics.start(transactions, () -> worker != null && worker.isRunning());
        if (worker != null) {
            worker.start();
        }
    }

    /** Something became due: this node's worker, if it has one, looks at once. */
    public final void wake() {
        if (worker != null) {
            worker.wake();
        }
    }

    @Override
    public final void close() {
        if (worker != null) {
            worker.close();
        }
        metrics.close();
    }
}
