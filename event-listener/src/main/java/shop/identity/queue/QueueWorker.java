package shop.identity.queue;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Empties a queue into a sink: claim → deliver → settle, over and over. Every node runs one; the leases in
 * {@link QueueTable} share the work, so there is no leader.
 *
 * <p>The node that commits an entry wakes its own worker, so an idle queue costs one look per {@code poll} and a busy
 * one no waiting. A wake-up for a lane that another node holds is not lost: that node looks once more after it has
 * freed its lanes.
 *
 * <p>Crash safety: see {@link QueueTable}. A job may be delivered again, never lost, and never before an earlier job of
 * its key.
 */
public final class QueueWorker<J> implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(QueueWorker.class);

    /** Twice this is the longest that a server's stop waits for us. */
    private static final Duration GRACE = Duration.ofSeconds(3);

    private final String name;
    private final QueueTable queue;
    private final JobSource<J> source;
    private final Sink<J> sink;
    private final Transactions transactions;
    private final WorkerSettings settings;
    private final QueueObserver<J> observer;
    private final Backoff backoff;
    private final Outages outages;
    private final Heartbeat heartbeat;
    private final String owner = UUID.randomUUID().toString();
    private final Semaphore wakeUps = new Semaphore(0);
    private final Thread thread;
    private volatile boolean running = true;

    /** @param name names the thread, and the sink in the log: {@code Kafka} */
    public QueueWorker(
            String name,
            QueueTable queue,
            JobSource<J> source,
            Sink<J> sink,
            Transactions transactions,
            WorkerSettings settings,
            QueueObserver<J> observer) {
        this.name = name;
        this.queue = queue;
        this.source = source;
        this.sink = sink;
        this.transactions = transactions;
        this.settings = settings;
        this.observer = observer;
        this.backoff = new Backoff(settings.firstPause(), settings.longestPause());
        this.outages = new Outages(name, LOG, observer);
        this.heartbeat = new Heartbeat(name, settings.heartbeat());
        this.thread = new Thread(this::run, "shop-relay-" + name.toLowerCase(Locale.ROOT));
        this.thread.setDaemon(true);
    }

    /** Whether its thread is at work: from {@link #start} on, until it is closed. */
    public boolean isRunning() {
        return thread.isAlive();
    }

    public void start() {
        thread.start();
    }

    /** Something was committed. Cheap; called by request threads. */
    public void wake() {
        wakeUps.release();
    }

    /**
     * Finishes the batch at hand, stops and closes the sink. What the sink does not confirm soon stays in the queue for
     * another node.
     */
    @Override
    public void close() {
        running = false;
        wake();
        try {
            thread.join(GRACE.toMillis());
            thread.interrupt();
            thread.join(GRACE.toMillis());
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
        }
        heartbeat.close();
    }

    private void run() {
        try {
            for (int failures = 0; running; ) {
                failures = turnOrPause(failures);
            }
        } catch (InterruptedException e) {
            LOG.debugf("%s: interrupted while stopping", name);
        } finally {
            sink.close();
        }
    }

    /** @return how many turns in a row have failed by now */
    private int turnOrPause(int failures) throws InterruptedException {
        Turn turn;
        try {
            turn = turn();
        } catch (RuntimeException | Error e) {
            // Whatever it was, this thread goes on: there is no other to do its work.
            outages.turnFailed(e);
            turn = Turn.UNAVAILABLE;
        }
        if (turn == Turn.UNAVAILABLE && running) {
            TimeUnit.MILLISECONDS.sleep(backoff.after(failures).toMillis());
            return failures + 1;
        }
        if (turn == Turn.IDLE) {
            awaitWakeUp(settings.poll());
        }
        return 0;
    }

    private enum Turn {
        IDLE,
        WORKED,
        UNAVAILABLE
    }

    private Turn turn() {
        Claim<J> claim = transactions.call(connection -> queue.claim(connection, owner, settings, source));
        outages.turnBegan();
        if (claim.isEmpty()) {
            outages.nothingDue();
            return Turn.IDLE;
        }
        Settlement settlement = new Settlement();
        try (Heartbeat.Beats beats = heartbeat.during(() -> renew(claim))) {
            deliverInRounds(claim, settlement);
        } finally {
            transactions.call(connection -> {
                queue.settle(connection, claim, settlement, backoff);
                return null;
            });
        }
        settlement
                .rejected()
                .forEach(failure -> LOG.errorf(
                        "%s refused job %s for good: %s", name, failure.ticket().jobId(), failure.reason()));
        if (!running) {
            return Turn.IDLE;
        }
        if (settlement.isUnavailable()) {
            outages.sinkUnavailable(settlement.unavailableReason());
            return Turn.UNAVAILABLE;
        }
        if (settlement.postponed().isEmpty()) {
            outages.sinkAnswered();
        } else {
            outages.sinkUnavailable(settlement.postponed().get(0).reason());
        }
        return Turn.WORKED;
    }

    private void deliverInRounds(Claim<J> claim, Settlement settlement) {
        Rounds rounds = new Rounds(dropOrphans(claim, settlement));
        for (int round = 0; round < settings.rounds() && running && !settlement.isUnavailable(); round++) {
            List<Ticket> tickets = rounds.next();
            if (tickets.isEmpty()) {
                return;
            }
            List<J> jobs = tickets.stream()
                    .map(ticket -> claim.jobs().get(ticket.jobId()))
                    .toList();
            List<Delivery> deliveries = deliver(jobs);
            settlement.add(tickets, deliveries);
            observer.answered(jobs, deliveries);
            for (int i = 0; i < tickets.size(); i++) {
                if (deliveries.get(i).outcome() != Delivery.Outcome.DELIVERED) {
                    rounds.hold(tickets.get(i).key());
                }
            }
        }
    }

    /** A sink that throws has confirmed nothing: to the queue that is an outage, not the fault of a job. */
    private List<Delivery> deliver(List<J> jobs) {
        try {
            return sink.deliver(jobs);
        } catch (RuntimeException | LinkageError e) {
            // LinkageError: a library of the sink's that needs native code, which may be missing here.
            LOG.debug("sink failed", e);
            Delivery failed = Delivery.unavailable("unexpected " + e);
            return jobs.stream().map(job -> failed).toList();
        }
    }

    private List<Ticket> dropOrphans(Claim<J> claim, Settlement settlement) {
        return claim.tickets().stream()
                .filter(ticket -> {
                    boolean orphan = !claim.jobs().containsKey(ticket.jobId());
                    if (orphan) {
                        settlement.drop(ticket);
                    }
                    return !orphan;
                })
                .toList();
    }

    private void renew(Claim<J> claim) {
        transactions.call(connection -> {
            queue.renew(connection, claim, settings.lease());
            return null;
        });
    }

    private void awaitWakeUp(Duration atMost) throws InterruptedException {
        if (wakeUps.tryAcquire(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
            wakeUps.drainPermits();
        }
    }
}
