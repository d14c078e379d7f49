package shop.identity.backfill;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import shop.identity.customer.CustomerRealm;
import shop.identity.outbox.OutboxHistory;

/** A realm's events of a range of time, queued once more in stretches of time. */
final class ReplayWork implements BackfillWork {

    private final OutboxHistory history;

    ReplayWork(OutboxHistory history) {
        this.history = history;
    }

    @Override
    public long count(Connection connection, Backfill backfill, CustomerRealm realm) throws SQLException {
        return history.count(connection, rangeOf(backfill, realm));
    }

    @Override
    public Slice next(Connection connection, Backfill backfill, CustomerRealm realm) throws SQLException {
        OutboxHistory.Range range = rangeOf(backfill, realm);
        Instant reached = backfill.reached() == null ? range.from() : Instant.parse(backfill.reached());
        OutboxHistory.Stretch stretch =
                history.queueAgain(connection, range, reached, backfill.order().atOnce());
        boolean last = !stretch.reached().isBefore(range.to());
        return new Slice(stretch.reached().toString(), stretch.events(), last);
    }

    private static OutboxHistory.Range rangeOf(Backfill backfill, CustomerRealm realm) {
        return new OutboxHistory.Range(
                realm.id(), backfill.order().from(), backfill.order().to());
    }
}
