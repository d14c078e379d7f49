package shop.identity.listener;

import shop.identity.kafka.KafkaSink;
import shop.identity.outbox.Outbox;
import shop.identity.outbox.OutboxMessage;
import shop.identity.queue.QueueObserver;
import shop.identity.queue.QueueTable;
import shop.identity.queue.QueueWorker;
import shop.identity.queue.Transactions;
import shop.identity.queue.Turns;
import shop.identity.queue.WorkerSettings;
import shop.identity.schema.PayloadSchemas;
import shop.identity.schema.SchemaGate;

/** This node's way from the outbox to Kafka. */
final class Relay implements Worker {

    private final QueueWorker<OutboxMessage> worker;

    Relay(
            KafkaSink sink,
            QueueTable queue,
            Outbox outbox,
            Transactions transactions,
            QueueObserver<OutboxMessage> observer) {
        worker = new QueueWorker<>(new Turns<>(
                "Kafka",
                queue,
                outbox::read,
                new SchemaGate(new PayloadSchemas(), sink),
                transactions,
                WorkerSettings.standard(),
                observer));
    }

    @Override
    public void start() {
        worker.start();
    }

    void wake() {
        worker.wake();
    }

    boolean isRunning() {
        return worker.isRunning();
    }

    @Override
    public void close() {
        worker.close();
    }
}
