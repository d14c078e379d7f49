package shop.identity.backfill;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import shop.identity.capture.OptedInRealms;
import shop.identity.capture.SnapshotWriter;
import shop.identity.customer.CustomerRealm;
import shop.identity.outbox.OutboxHistory;
import shop.identity.queue.QueuedJobs;

/** One short transaction of a backfill: what it does next, if its rate and the relay's backlog let it. */
public final class BackfillSteps {

    /** Entries on their way to the topic from which on a backfill waits: the shop's own events go first. */
    static final int BACKLOG = 10_000;

    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);
    private static final Duration TRY_AGAIN = Duration.ofMillis(100);

    private final Backfills backfills;
    private final OptedInRealms realms;
    private final QueuedJobs relay;
    private final Map<BackfillKind, BackfillWork> works;

    /** @param relay the queue that events go out through */
    public BackfillSteps(
            Backfills backfills,
            OptedInRealms realms,
            QueuedJobs relay,
            SnapshotWriter snapshots,
            OutboxHistory history) {
        this.backfills = backfills;
        this.realms = realms;
        this.relay = relay;
        this.works = Map.of(
                BackfillKind.SNAPSHOT, new SnapshotWork(snapshots),
                BackfillKind.REPLAY, new ReplayWork(history));
    }

    /**
     * What a step came to.
     *
     * @param backfill as it stands now; null when it was ended in the meantime
     * @param realm    null when there is none any more, or it does not take part
     * @param pause    until the next step makes sense
     * @param told     whether events were written
     */
    record Step(Backfill backfill, CustomerRealm realm, Duration pause, boolean told) {

        boolean isLast() {
            return backfill == null || backfill.state() != BackfillState.RUNNING;
        }
    }

    /** In the caller's transaction, which must commit for the step to have been taken. */
    Step next(Connection connection, UUID id) throws SQLException {
        Optional<Backfills.Locked> locked = backfills.lock(connection, id);
        if (locked.isEmpty()) {
            return new Step(null, null, Duration.ZERO, false);
        }
        Backfill backfill = locked.get().backfill();
        Optional<CustomerRealm> realm = realms.find(connection, backfill.realmId());
        if (realm.isEmpty()) {
            return ended(connection, backfill, null, BackfillState.CANCELLED, false);
        }
        Duration pause = locked.get().pause();
        if (pause.compareTo(Duration.ZERO) > 0) {
            return new Step(backfill, realm.get(), pause, false);
        }
        return go(connection, backfill, realm.get());
    }

    private Step go(Connection connection, Backfill backfill, CustomerRealm realm) throws SQLException {
        BackfillWork work = works.get(backfill.order().kind());
        if (backfill.total() == null) {
            Backfill counted = backfills.counted(connection, backfill.id(), work.count(connection, backfill, realm));
            return new Step(counted, realm, Duration.ZERO, false);
        }
        if (relay.areAtLeast(connection, BACKLOG)) {
            backfills.postpone(connection, backfill.id(), LOOK_AGAIN);
            return new Step(backfill, realm, LOOK_AGAIN, false);
        }
        BackfillWork.Slice slice = work.next(connection, backfill, realm);
        if (slice.isStuck(backfill)) {
            backfills.postpone(connection, backfill.id(), TRY_AGAIN);
            return new Step(backfill, realm, TRY_AGAIN, false);
        }
        Backfill now = backfills.advance(connection, backfill.id(), slice.reached(), slice.told());
        if (slice.last()) {
            return ended(connection, now, realm, BackfillState.COMPLETED, slice.told() > 0);
        }
        Duration pause =
                Duration.ofSeconds(slice.told()).dividedBy(backfill.order().ratePerSecond());
        return new Step(now, realm, pause, slice.told() > 0);
    }

    private Step ended(Connection connection, Backfill backfill, CustomerRealm realm, BackfillState as, boolean told)
            throws SQLException {
        return new Step(backfills.end(connection, backfill, as).orElse(null), realm, Duration.ZERO, told);
    }
}
