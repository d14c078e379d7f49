package shop.identity.queue;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Who is at work on which lanes of a queue, table {@code SHOP_QUEUE_LANE}. */
final class LaneLeases {

    private static final String CREATE = """
            INSERT INTO SHOP_QUEUE_LANE (QUEUE, LANE) SELECT ?, lane FROM generate_series(0, ?) AS lane
            ON CONFLICT DO NOTHING
            """;

    /** Free lanes with something due. The longest untouched come first, so that no lane starves. */
    private static final String LEASE = """
            WITH free AS (
              SELECT l.LANE FROM SHOP_QUEUE_LANE l
               WHERE l.QUEUE = ? AND l.LEASED_UNTIL < clock_timestamp()
                 AND %s
               ORDER BY l.LEASED_UNTIL LIMIT ? FOR UPDATE OF l SKIP LOCKED)
            UPDATE SHOP_QUEUE_LANE l
               SET OWNER = ?, LEASED_UNTIL = clock_timestamp() + ? * interval '1 millisecond'
              FROM free WHERE l.QUEUE = ? AND l.LANE = free.LANE
            RETURNING l.LANE
            """;

    private static final String RENEW = """
            UPDATE SHOP_QUEUE_LANE SET LEASED_UNTIL = clock_timestamp() + ? * interval '1 millisecond'
             WHERE QUEUE = ? AND OWNER = ? AND LANE = ANY(?::int[])
            """;

    private static final String RELEASE = """
            UPDATE SHOP_QUEUE_LANE SET OWNER = NULL, LEASED_UNTIL = clock_timestamp()
             WHERE QUEUE = ? AND OWNER = ? AND LANE = ANY(?::int[])
            """;

    private final String queue;
    private final DueEntries due;
    private final String lease;

    LaneLeases(String queue, DueEntries due) {
        this.queue = queue;
        this.due = due;
        this.lease = LEASE.formatted(due.inLane());
    }

    /** Harmless when they are there, whoever makes them at the same moment. */
    void create(Connection connection) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(CREATE)) {
            insert.setString(1, queue);
            insert.setInt(2, QueueTable.LANES - 1);
            insert.executeUpdate();
        }
    }

    List<Integer> take(Connection connection, String owner, WorkerSettings settings) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(lease)) {
            update.setString(1, queue);
            int next = due.bind(update, 2, queue);
            update.setInt(next, settings.lanes());
            update.setString(next + 1, owner);
            update.setLong(next + 2, settings.lease().toMillis());
            update.setString(next + 3, queue);
            List<Integer> lanes = new ArrayList<>();
            try (ResultSet row = update.executeQuery()) {
                while (row.next()) {
                    lanes.add(row.getInt(1));
                }
            }
            return lanes;
        }
    }

    /** A sign of life: the lanes stay ours, if they still are. */
    void renew(Connection connection, Claim<?> claim, Duration lease) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(RENEW)) {
            update.setLong(1, lease.toMillis());
            update.setString(2, queue);
            update.setString(3, claim.owner());
            update.setArray(4, connection.createArrayOf("int4", claim.lanes().toArray()));
            update.executeUpdate();
        }
    }

    void release(Connection connection, Claim<?> claim) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(RELEASE)) {
            update.setString(1, queue);
            update.setString(2, claim.owner());
            update.setArray(3, connection.createArrayOf("int4", claim.lanes().toArray()));
            update.executeUpdate();
        }
    }
}
