package shop.identity.queue;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;

/** Reads the jobs that queue entries point to, in the transaction that claims them. */
@FunctionalInterface
public interface JobSource<J> {

    /** @return the jobs by id; one that is missing was removed on purpose, and its queue entry is dropped */
    Map<UUID, J> read(Connection connection, Collection<UUID> jobIds) throws SQLException;

    /**
     * Called in the transaction that removes queue entries, after their removal: a job that is of no use once it is
     * delivered can go with them.
     *
     * @param jobIds of those that were delivered or found missing; never empty
     */
    default void done(Connection connection, Collection<UUID> jobIds) throws SQLException {}
}
