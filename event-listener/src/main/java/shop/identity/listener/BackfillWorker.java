package shop.identity.listener;

import java.time.Duration;
import java.util.Set;
import shop.identity.backfill.Backfill;
import shop.identity.backfill.BackfillSink;
import shop.identity.backfill.BackfillSteps;
import shop.identity.backfill.Backfills;
import shop.identity.capture.OptedInRealms;
import shop.identity.capture.PersonalField;
import shop.identity.capture.SnapshotWriter;
import shop.identity.outbox.Outbox;
import shop.identity.outbox.OutboxHistory;
import shop.identity.queue.QueueObserver;
import shop.identity.queue.QueueTable;
import shop.identity.queue.QueueWorker;
import shop.identity.queue.QueuedJobs;
import shop.identity.queue.Transactions;
import shop.identity.queue.Turns;
import shop.identity.queue.WorkerSettings;

/** This node's share of the backfills: the queue's engine with another sink. */
final class BackfillWorker implements Worker {

    /** A few realms at a time, so that nodes share them. */
    private static final WorkerSettings SETTINGS = new WorkerSettings(
            1, 4, 4, 1, Duration.ofSeconds(5), Duration.ofSeconds(1), Duration.ofMillis(250), Duration.ofSeconds(5));

    private final QueueWorker<Backfill> worker;

    /**
     * @param listener       what a realm names to take part
     * @param relay          the queue that the outbox fills
     * @param waitingToRelay what waits in it
     * @param told           called after each commit that wrote events
     */
    BackfillWorker(
            String listener,
            Backfills backfills,
            Outbox outbox,
            QueueTable relay,
            QueuedJobs waitingToRelay,
            Set<PersonalField> personalData,
            Transactions transactions,
            Runnable told) {
        BackfillSteps steps = new BackfillSteps(
                backfills,
                new OptedInRealms(listener),
                waitingToRelay,
                new SnapshotWriter(outbox, personalData),
                new OutboxHistory(relay, waitingToRelay));
        worker = new QueueWorker<>(new Turns<>(
                "Backfill",
                backfills.queue(),
                backfills::running,
                new BackfillSink(transactions, steps, told),
                transactions,
                SETTINGS,
                new QueueObserver<>() {}));
    }

    @Override
    public void start() {
        worker.start();
    }

    @Override
    public void close() {
        worker.close();
    }
}
