package shop.identity.segments.sweep;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.utils.KeycloakModelUtils;
import shop.identity.queue.Heartbeat;
import shop.identity.queue.Transactions;
import shop.identity.queue.Transactions.Work;
import shop.identity.segments.metrics.SegmentMeters;

/**
 * Evaluates all customers of a realm, whatever their number: by statements over large parts of them, which find those who are
 * not where they belong, and short transactions that move those. What is as it should be is only read.
 *
 * <p>Crash safety: see {@link SweepTable}. A part that is looked at again finds only who is left; who is moved is judged again
 * under the customer's lock, so two nodes at the same customers do no harm either.
 */
final class Sweeper implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Sweeper.class);

    /** A node that has given no sign of life for so long has lost it. */
    static final Duration LEASE = Duration.ofSeconds(15);

    /** A look at many customers takes longer than that where there is little to look with. */
    private static final Duration SIGN_OF_LIFE = LEASE.dividedBy(3);

    private static final String TASK = "segment sweep";

    private final KeycloakSessionFactory sessions;
    private final Transactions transactions;
    private final SweepTable table;
    private final SweepSteps steps;
    private final Duration interval;
    private final SegmentMeters meters;
    private final Heartbeat heartbeat = new Heartbeat("segments", SIGN_OF_LIFE);

    Sweeper(
            KeycloakSessionFactory sessions,
            Transactions transactions,
            SweepTable table,
            SweepSteps steps,
            Duration interval,
            SegmentMeters meters) {
        this.sessions = sessions;
        this.transactions = transactions;
        this.table = table;
        this.steps = steps;
        this.interval = interval;
        this.meters = meters;
    }

    /** @return whether one was due */
    boolean next(BooleanSupplier goOn) {
        String owner = UUID.randomUUID().toString();
        Optional<Sweep> claimed = transactions.call(connection -> table.claim(connection, owner, LEASE));
        claimed.ifPresent(sweep -> {
            long began = System.nanoTime();
            if (run(sweep, goOn)) {
                meters.swept(Duration.ofNanos(System.nanoTime() - began));
            }
        });
        return claimed.isPresent();
    }

    /** @return whether it came to its end */
    private boolean run(Sweep claimed, BooleanSupplier goOn) {
        try {
            long total = KeycloakModelUtils.runJobInTransactionWithResult(
                    sessions, null, session -> steps.begin(session, claimed), TASK);
            Sweep sweep = claimed.counted(total);
            while (total >= 0 && sweep != null && goOn.getAsBoolean()) {
                sweep = part(sweep, goOn);
            }
            if (total >= 0 && sweep != null) {
                release(sweep);
                return false;
            }
            return end(claimed);
        } catch (RuntimeException | Error e) {
            meters.sweepFailed();
            release(claimed);
            throw e;
        }
    }

    /** @return where it is then; null: at its end, or it is somebody else's by now */
    private Sweep part(Sweep sweep, BooleanSupplier goOn) {
        SweepSteps.Look look = alive(sweep, connection -> steps.look(connection, sweep));
        Sweep at = sweep;
        List<String> rest = look.misplaced();
        while (!rest.isEmpty() && goOn.getAsBoolean()) {
            List<String> portion = rest.subList(0, Math.min(rest.size(), SweepSteps.PORTION));
            rest = rest.subList(portion.size(), rest.size());
            at = move(at, portion);
            if (at == null) {
                return null;
            }
        }
        if (!rest.isEmpty()) {
            return at;
        }
        Sweep done = at;
        alive(done, connection -> {
            steps.pass(connection, done, sweep.reached(), look.end());
            return null;
        });
        return look.end() == null ? null : done.at(look.end());
    }

    /** What one statement does for a long time: without a sign of life, others would begin it anew, and none would come to its end. */
    private <T> T alive(Sweep sweep, Work<T> work) {
        try (Heartbeat.Beats beats = heartbeat.during(() -> renew(sweep))) {
            return transactions.call(work);
        }
    }

    private void renew(Sweep sweep) {
        transactions.call(connection -> {
            table.renew(connection, sweep, LEASE);
            return null;
        });
    }

    /**
     * One customer who cannot be moved, whatever the reason, does not keep the others from it.
     *
     * @return where it is then; null: it is somebody else's by now
     */
    private Sweep move(Sweep sweep, List<String> portion) {
        try {
            return moveAll(sweep, portion);
        } catch (RuntimeException e) {
            if (portion.size() == 1) {
                return skip(sweep, portion.get(0), e);
            }
            int half = portion.size() / 2;
            Sweep middle = move(sweep, portion.subList(0, half));
            return middle == null ? null : move(middle, portion.subList(half, portion.size()));
        }
    }

    private Sweep moveAll(Sweep sweep, List<String> portion) {
        String last = portion.get(portion.size() - 1);
        SweepSteps.Moved moved = KeycloakModelUtils.runJobInTransactionWithResult(
                sessions, null, session -> steps.move(session, sweep, portion, last), TASK);
        if (moved == null) {
            LOG.debugf("Another node has taken over the segments of realm %s", sweep.realmId());
            return null;
        }
        meters.moved(moved.moves().values());
        return sweep.at(last);
    }

    /** Throws as well when it is not about the customer: the database is away, say. */
    private Sweep skip(Sweep sweep, String id, RuntimeException cause) {
        Sweep behind = sweep.at(id);
        transactions.call(connection -> {
            table.advance(connection, behind, 0, 0, LEASE);
            return null;
        });
        meters.sweepFailed();
        LOG.warnf("Customer %s cannot be moved between segments now; the next evaluation tries again", id);
        LOG.debug("move failed", cause);
        return behind;
    }

    private boolean end(Sweep sweep) {
        transactions.call(connection -> {
            table.end(connection, sweep, interval);
            return null;
        });
        return true;
    }

    private void release(Sweep sweep) {
        try {
            transactions.call(connection -> {
                table.release(connection, sweep);
                return null;
            });
        } catch (RuntimeException e) {
            LOG.debug("the lease has to run out", e);
        }
    }

    @Override
    public void close() {
        heartbeat.close();
    }
}
