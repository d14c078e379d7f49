package shop.identity.backfill;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import shop.identity.queue.Delivery;
import shop.identity.queue.Sink;
import shop.identity.queue.Transactions;

/**
 * Works at the backfills of a claim, by turns, for a moment; then the claim is given back, so that others get their turn
 * and a server can stop.
 *
 * <p>Crash safety: see {@link Backfills}. A node that dies holds its claim for a few seconds more, then another one goes
 * on.
 */
public final class BackfillSink implements Sink<Backfill> {

    private static final Duration MOMENT = Duration.ofSeconds(1);

    private final Transactions transactions;
    private final BackfillSteps steps;
    private final Runnable told;
    private final ProgressLog log = new ProgressLog();

    /** @param told called after each commit that wrote events */
    public BackfillSink(Transactions transactions, BackfillSteps steps, Runnable told) {
        this.transactions = transactions;
        this.steps = steps;
        this.told = told;
    }

    @Override
    public List<Delivery> deliver(List<Backfill> backfills) {
        long end = System.nanoTime() + MOMENT.toNanos();
        log.keepOnly(backfills);
        Map<UUID, Delivery> done = new HashMap<>();
        while (done.size() < backfills.size() && System.nanoTime() < end) {
            Duration pause = MOMENT;
            for (Backfill backfill : backfills) {
                if (!done.containsKey(backfill.id())) {
                    pause = shorter(pause, step(backfill, done));
                }
            }
            if (!sleep(shorter(pause, Duration.ofNanos(end - System.nanoTime())))) {
                break;
            }
        }
        return backfills.stream()
                .map(backfill -> done.getOrDefault(backfill.id(), Delivery.unfinished()))
                .toList();
    }

    /** @return until its next step */
    private Duration step(Backfill backfill, Map<UUID, Delivery> done) {
        try {
            BackfillSteps.Step step = transactions.call(connection -> steps.next(connection, backfill.id()));
            log.step(step);
            if (step.told()) {
                told.run();
            }
            if (step.isLast()) {
                done.put(backfill.id(), Delivery.delivered());
            }
            return step.pause();
        } catch (RuntimeException e) {
            log.failed(backfill, e);
            done.put(backfill.id(), Delivery.retry(ProgressLog.reasonOf(e)));
            return Duration.ZERO;
        }
    }

    /** @return false when the server stops */
    private static boolean sleep(Duration pause) {
        try {
            TimeUnit.NANOSECONDS.sleep(pause.toNanos());
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
