package shop.identity.queue;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/**
 * Undelivered jobs that have a table of their own, of which nothing is kept once they are given up.
 *
 * @param <L> a dead letter as its owner shows it
 */
public final class UnsentJobs<L> implements UndeliveredJobs<L> {

    /** Where the jobs are. */
    public interface Table<L> {

        /** What staff may see of them. */
        List<L> shown(Connection connection, List<DeadLetter> letters) throws SQLException;

        boolean isKnown(Connection connection, String realmId, UUID id) throws SQLException;

        void delete(Connection connection, Collection<UUID> ids) throws SQLException;
    }

    private final RealmBacklogs backlogs;
    private final DeadLetters letters;
    private final Table<L> jobs;

    /** @param queue its name */
    public UnsentJobs(String queue, KeyOrder order, Table<L> jobs) {
        this.backlogs = new RealmBacklogs(queue);
        this.letters = new DeadLetters(queue, order);
        this.jobs = jobs;
    }

    @Override
    public RealmBacklog count(Connection connection, String realmId) throws SQLException {
        return backlogs.of(connection, realmId);
    }

    @Override
    public List<L> dead(Connection connection, String realmId, int first, int max) throws SQLException {
        return jobs.shown(connection, letters.list(connection, realmId, first, max));
    }

    @Override
    public Outcome requeue(Connection connection, String realmId, UUID id) throws SQLException {
        return letters.requeue(connection, realmId, id) ? Outcome.DONE : whyNot(connection, realmId, id);
    }

    /** Nothing of it is kept. */
    @Override
    public Outcome discard(Connection connection, String realmId, UUID id) throws SQLException {
        if (!letters.discard(connection, realmId, id)) {
            return whyNot(connection, realmId, id);
        }
        jobs.delete(connection, List.of(id));
        return Outcome.DONE;
    }

    private Outcome whyNot(Connection connection, String realmId, UUID id) throws SQLException {
        return jobs.isKnown(connection, realmId, id) ? Outcome.NOT_DEAD : Outcome.UNKNOWN;
    }
}
