package shop.identity.queue;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;

/** What the threads of a worker do over and over: claim, deliver, settle. Any number of them may be at it at once. */
public final class Turns<J> {

    private static final Logger LOG = Logger.getLogger(Turns.class);

    enum Outcome {
        /** Nothing was due. */
        IDLE,
        WORKED,
        /** The sink took nothing. */
        UNAVAILABLE
    }

    private final String name;
    private final QueueTable queue;
    private final JobSource<J> source;
    private final Sink<J> sink;
    private final Transactions transactions;
    private final WorkerSettings settings;
    private final QueueObserver<J> observer;
    private final Outages outages;
    private final Heartbeat heartbeat;
    private final AtomicInteger underWay = new AtomicInteger();
    private volatile boolean lanesAreThere;

    /** @param name names the threads, and the sink in the log: {@code Kafka} */
    public Turns(
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
        this.outages = new Outages(name, LOG, observer);
        this.heartbeat = new Heartbeat(name, settings.heartbeat());
    }

    String name() {
        return name;
    }

    WorkerSettings settings() {
        return settings;
    }

    /**
     * @param goOn asked between rounds: a worker that stops leaves what it has not begun
     * @param more called when there is likely more to do than this turn takes
     */
    Outcome take(BooleanSupplier goOn, Runnable more) {
        createLanes();
        // An owner per turn: nobody else frees its lanes, were they leased again in between.
        String owner = UUID.randomUUID().toString();
        Claim<J> claim = transactions.call(connection -> queue.claim(connection, owner, settings, source));
        outages.turnBegan();
        if (claim.isEmpty()) {
            // What another thread holds may be just what the sink refuses.
            if (underWay.get() == 0) {
                outages.nothingDue();
            }
            return Outcome.IDLE;
        }
        if (claim.lanes().size() == settings.lanes()) {
            more.run();
        }
        underWay.incrementAndGet();
        try {
            return work(claim, goOn);
        } finally {
            underWay.decrementAndGet();
        }
    }

    /** Here, and not when the worker starts: the database may be away then. */
    private void createLanes() {
        if (!lanesAreThere) {
            transactions.call(connection -> {
                queue.createLanes(connection);
                return null;
            });
            lanesAreThere = true;
        }
    }

    private Outcome work(Claim<J> claim, BooleanSupplier goOn) {
        Settlement settlement = new Settlement();
        try (Heartbeat.Beats beats = heartbeat.during(() -> renew(claim))) {
            deliverInRounds(claim, settlement, goOn);
        } finally {
            settle(claim, settlement);
        }
        settlement
                .rejected()
                .forEach(failure -> LOG.errorf(
                        "%s refused job %s for good: %s", name, failure.ticket().jobId(), failure.reason()));
        if (!goOn.getAsBoolean()) {
            return Outcome.IDLE;
        }
        if (settlement.isUnavailable()) {
            outages.sinkUnavailable(settlement.unavailableReason());
            return Outcome.UNAVAILABLE;
        }
        if (settlement.postponed().isEmpty()) {
            outages.sinkAnswered();
        } else {
            outages.sinkUnavailable(settlement.postponed().get(0).reason());
        }
        return Outcome.WORKED;
    }

    private void deliverInRounds(Claim<J> claim, Settlement settlement, BooleanSupplier goOn) {
        Rounds rounds = new Rounds(dropOrphans(claim, settlement));
        for (int round = 0; round < settings.rounds() && goOn.getAsBoolean() && !settlement.isUnavailable(); round++) {
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

    private void settle(Claim<J> claim, Settlement settlement) {
        transactions.call(connection -> {
            queue.settle(connection, claim, settlement, settings, source);
            return null;
        });
    }

    /** A turn failed as a whole. Mostly the database is away. */
    void failed(Throwable e) {
        outages.turnFailed(e);
    }

    /** No turn is under way any more, and none will come. */
    void close() {
        heartbeat.close();
        sink.close();
    }
}
