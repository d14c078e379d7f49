package shop.identity.queue;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

/** What waits in a queue, for those who have more to put into it, or something to take out. */
public final class QueuedJobs {

    /** Dead letters don't count: they may wait for staff for weeks. */
    private static final String MANY = """
            SELECT COUNT(*) >= ? FROM (
              SELECT 1 FROM SHOP_QUEUE WHERE QUEUE = ? AND (NEXT_ATTEMPT_AT IS NULL OR NEXT_ATTEMPT_AT < 'infinity')
               LIMIT ?) AS counted
            """;

    private static final String AMONG = "SELECT JOB_ID FROM SHOP_QUEUE WHERE QUEUE = ? AND JOB_ID = ANY(?::uuid[])";

    private static final String REMOVE = "DELETE FROM SHOP_QUEUE WHERE QUEUE = ? AND JOB_ID = ANY(?::uuid[])";

    private final String queue;

    public QueuedJobs(String queue) {
        this.queue = queue;
    }

    /** Whether this many entries or more are on their way. */
    public boolean areAtLeast(Connection connection, int many) throws SQLException {
        QueueSession.planAfresh(connection);
        try (PreparedStatement select = connection.prepareStatement(MANY)) {
            select.setInt(1, many);
            select.setString(2, queue);
            select.setInt(3, many);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }

    /** Those of the jobs that have an entry. */
    public Set<UUID> among(Connection connection, Collection<UUID> jobIds) throws SQLException {
        QueueSession.planAfresh(connection);
        try (PreparedStatement select = connection.prepareStatement(AMONG)) {
            select.setString(1, queue);
            select.setArray(2, connection.createArrayOf("uuid", jobIds.toArray()));
            Set<UUID> queued = new HashSet<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    queued.add(row.getObject(1, UUID.class));
                }
            }
            return queued;
        }
    }

    /** Takes jobs out that are of no use any more, dead letters too. */
    public void remove(Connection connection, Collection<UUID> jobIds) throws SQLException {
        QueueSession.planAfresh(connection);
        try (PreparedStatement delete = connection.prepareStatement(REMOVE)) {
            delete.setString(1, queue);
            delete.setArray(2, connection.createArrayOf("uuid", jobIds.toArray()));
            delete.executeUpdate();
        }
    }
}
