package shop.identity.queue;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * The dead letters of one queue, and what staff can do with them. A realm sees its own only.
 *
 * <p>Each decision is one statement that finds the entry dead or does nothing: of two that come at once, over whatever
 * nodes, one wins. A worker never holds a dead entry, unless it was stopped for longer than its lease; what it then
 * settles finds no entry, or one that is refused once more.
 */
public final class DeadLetters {

    private static final String LIST = """
            SELECT JOB_ID, ITEM_KEY, ATTEMPTS, LAST_ERROR, DEAD_SINCE FROM SHOP_QUEUE
             WHERE QUEUE = ? AND REALM_ID = ? AND NEXT_ATTEMPT_AT = 'infinity'
             ORDER BY JOB_ID OFFSET ? LIMIT ?
            """;

    /** Found by the job alone: {@code QUEUE || ''} keeps the planner from reading a queue that it takes for empty. */
    private static final String REQUEUE = """
            UPDATE SHOP_QUEUE SET NEXT_ATTEMPT_AT = %s, DEAD_SINCE = NULL
             WHERE QUEUE || '' = ? AND REALM_ID || '' = ? AND NEXT_ATTEMPT_AT = 'infinity' AND JOB_ID = ?
            """;

    private static final String DISCARD = """
            DELETE FROM SHOP_QUEUE
             WHERE QUEUE || '' = ? AND REALM_ID || '' = ? AND NEXT_ATTEMPT_AT = 'infinity' AND JOB_ID = ?
            """;

    /** Looked up in the order of an index, for the same reason. */
    private static final String DISCARD_ALL = """
            DELETE FROM SHOP_QUEUE WHERE CTID = ANY(ARRAY(
              SELECT CTID FROM SHOP_QUEUE
               WHERE QUEUE = ? AND REALM_ID = ? AND NEXT_ATTEMPT_AT = 'infinity' ORDER BY JOB_ID))
            """;

    private final String queue;
    private final String requeue;

    public DeadLetters(String queue, KeyOrder order) {
        this.queue = queue;
        this.requeue = REQUEUE.formatted(new DueEntries(order).atOnce());
    }

    /** @return in the order of the jobs' ids, {@code max} at most after the first {@code first} */
    public List<DeadLetter> list(Connection connection, String realmId, int first, int max) throws SQLException {
        QueueSession.inOrderOfIndex(connection);
        try (PreparedStatement select = connection.prepareStatement(LIST)) {
            select.setString(1, queue);
            select.setString(2, realmId);
            select.setInt(3, first);
            select.setInt(4, max);
            List<DeadLetter> letters = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    letters.add(letter(row));
                }
            }
            return letters;
        }
    }

    private static DeadLetter letter(ResultSet row) throws SQLException {
        Timestamp since = row.getTimestamp(5);
        return new DeadLetter(
                row.getObject(1, UUID.class),
                row.getString(2),
                row.getInt(3),
                row.getString(4),
                since == null ? null : since.toInstant());
    }

    /**
     * Makes the entry due at once, as if it were new; where the order of a key is kept, what waits behind it for the same
     * key follows.
     *
     * @return false when there is no such dead letter
     */
    public boolean requeue(Connection connection, String realmId, UUID jobId) throws SQLException {
        return decide(connection, requeue, realmId, jobId);
    }

    /**
     * Gives the entry up; what waits behind it for the same key is due at once.
     *
     * @return false when there is no such dead letter
     */
    public boolean discard(Connection connection, String realmId, UUID jobId) throws SQLException {
        return decide(connection, DISCARD, realmId, jobId);
    }

    private boolean decide(Connection connection, String statement, String realmId, UUID jobId) throws SQLException {
        DurableCommit.demand(connection);
        QueueSession.inOrderOfIndex(connection);
        try (PreparedStatement update = connection.prepareStatement(statement)) {
            update.setString(1, queue);
            update.setString(2, realmId);
            update.setObject(3, jobId);
            return update.executeUpdate() > 0;
        }
    }

    /**
     * For a realm that is removed: nobody is left to decide.
     *
     * @return how many there were
     */
    public int discardAll(Connection connection, String realmId) throws SQLException {
        QueueSession.inOrderOfIndex(connection);
        try (PreparedStatement delete = connection.prepareStatement(DISCARD_ALL)) {
            delete.setString(1, queue);
            delete.setString(2, realmId);
            return delete.executeUpdate();
        }
    }
}
