package shop.identity.queue;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/**
 * What staff of a realm can see of its jobs in one queue, and decide about those that were refused for good. Jobs of other
 * realms are unknown here.
 *
 * @param <L> a dead letter as its owner shows it: no secret, no content
 */
public interface UndeliveredJobs<L> {

    /** What became of a decision about one job. */
    enum Outcome {
        DONE,
        /** The job waits for its delivery, was delivered, or somebody else decided first. */
        NOT_DEAD,
        UNKNOWN
    }

    RealmBacklog count(Connection connection, String realmId) throws SQLException;

    /** @return in the order of their ids, {@code max} at most after the first {@code first} */
    List<L> dead(Connection connection, String realmId, int first, int max) throws SQLException;

    /** It is due at once. */
    Outcome requeue(Connection connection, String realmId, UUID id) throws SQLException;

    /** It is given up. */
    Outcome discard(Connection connection, String realmId, UUID id) throws SQLException;
}
