package shop.identity.segments.sweep;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;

/**
 * The table {@code SHOP_SEGMENT_SWEEP}: which evaluation is due, who is at it, and how far it is. All times are the database's.
 *
 * <p>Crash safety: the cursor moves in the transaction that moves the customers before it. A node that dies leaves its lease to
 * run out; another one then goes on behind the last commit.
 */
public final class SweepTable {

    /** One that is under way goes on, and another one follows. */
    private static final String ASK = """
            INSERT INTO SHOP_SEGMENT_SWEEP AS s (REALM_ID, GROUP_ID, DUE_AT) VALUES (?, ?, clock_timestamp())
            ON CONFLICT (REALM_ID, GROUP_ID) DO UPDATE SET DUE_AT = LEAST(s.DUE_AT, EXCLUDED.DUE_AT)
            RETURNING clock_timestamp()
            """;

    private static final String SCHEDULE = """
            INSERT INTO SHOP_SEGMENT_SWEEP (REALM_ID, GROUP_ID, DUE_AT) VALUES (?, '', clock_timestamp())
            ON CONFLICT DO NOTHING
            """;

    /** For the moment of a claim: two at a time would not see each other's. */
    private static final String LOCK_CLAIMS = "SELECT pg_advisory_xact_lock(hashtextextended('shop-segment-sweep', 0))";

    /**
     * A realm has one node at a time. What is chosen is materialised: a subquery that the planner runs again for the next row would
     * choose again, and claim that one as well, for nobody.
     */
    private static final String CLAIM = """
            WITH due AS MATERIALIZED (
              SELECT c.REALM_ID, c.GROUP_ID FROM SHOP_SEGMENT_SWEEP c
               WHERE (c.REACHED IS NOT NULL OR c.DUE_AT <= clock_timestamp())
                 AND NOT EXISTS (SELECT 1 FROM SHOP_SEGMENT_SWEEP o
                                  WHERE o.REALM_ID = c.REALM_ID AND o.LEASED_UNTIL >= clock_timestamp())
               ORDER BY c.DUE_AT LIMIT 1 FOR UPDATE OF c SKIP LOCKED
            )
            UPDATE SHOP_SEGMENT_SWEEP s
               SET OWNER = ?, LEASED_UNTIL = clock_timestamp() + ? * interval '1 millisecond', ENDED_AT = NULL,
                   REACHED = COALESCE(s.REACHED, ''),
                   STARTED_AT = CASE WHEN s.REACHED IS NULL THEN clock_timestamp() ELSE s.STARTED_AT END,
                   DUE_AT = CASE WHEN s.REACHED IS NULL THEN 'infinity' ELSE s.DUE_AT END,
                   TOTAL = CASE WHEN s.REACHED IS NULL THEN -1 ELSE s.TOTAL END,
                   JOINED = CASE WHEN s.REACHED IS NULL THEN 0 ELSE s.JOINED END,
                   PARTED = CASE WHEN s.REACHED IS NULL THEN 0 ELSE s.PARTED END,
                   UNREADABLE = CASE WHEN s.REACHED IS NULL THEN 0 ELSE s.UNREADABLE END
              FROM due
             WHERE s.REALM_ID = due.REALM_ID AND s.GROUP_ID = due.GROUP_ID
            RETURNING s.REALM_ID, s.GROUP_ID, s.REACHED, s.TOTAL
            """;

    private static final String COUNTED = """
            UPDATE SHOP_SEGMENT_SWEEP SET TOTAL = ?, UNREADABLE = ? WHERE REALM_ID = ? AND GROUP_ID = ? AND OWNER = ?
            """;

    /** Whoever has lost the lease finds nothing. */
    private static final String HOLD =
            "SELECT 1 FROM SHOP_SEGMENT_SWEEP WHERE REALM_ID = ? AND GROUP_ID = ? AND OWNER = ? FOR UPDATE";

    private static final String ADVANCE = """
            UPDATE SHOP_SEGMENT_SWEEP
               SET REACHED = ?, JOINED = JOINED + ?, PARTED = PARTED + ?,
                   LEASED_UNTIL = clock_timestamp() + ? * interval '1 millisecond'
             WHERE REALM_ID = ? AND GROUP_ID = ? AND OWNER = ?
            """;

    private static final String RENEW = """
            UPDATE SHOP_SEGMENT_SWEEP SET LEASED_UNTIL = clock_timestamp() + ? * interval '1 millisecond'
             WHERE REALM_ID = ? AND GROUP_ID = ? AND OWNER = ?
            """;

    /** The next one of a whole realm is due an interval after the last began, unless somebody asked for one meanwhile. */
    private static final String END = """
            UPDATE SHOP_SEGMENT_SWEEP
               SET REACHED = NULL, ENDED_AT = clock_timestamp(), OWNER = NULL, LEASED_UNTIL = '-infinity',
                   DUE_AT = CASE WHEN DUE_AT < 'infinity' THEN DUE_AT
                                 WHEN GROUP_ID = '' THEN STARTED_AT + ? * interval '1 millisecond' ELSE DUE_AT END
             WHERE REALM_ID = ? AND GROUP_ID = ? AND OWNER = ?
            """;

    private static final String RELEASE = """
            UPDATE SHOP_SEGMENT_SWEEP SET OWNER = NULL, LEASED_UNTIL = '-infinity'
             WHERE REALM_ID = ? AND GROUP_ID = ? AND OWNER = ?
            """;

    private static final String FIND = """
            SELECT CASE WHEN REACHED IS NOT NULL THEN 'running'
                        WHEN ENDED_AT IS NULL OR STARTED_AT < ? OR ? AND DUE_AT <= clock_timestamp() THEN 'waiting'
                        ELSE 'completed' END,
                   STARTED_AT, ENDED_AT, GREATEST(TOTAL, 0), JOINED, PARTED, UNREADABLE
              FROM SHOP_SEGMENT_SWEEP WHERE REALM_ID = ? AND GROUP_ID = ?
            """;

    private static final String REMOVE =
            "DELETE FROM SHOP_SEGMENT_SWEEP WHERE REALM_ID = ? AND GROUP_ID = ANY(?::text[])";
    private static final String REMOVE_REALM = "DELETE FROM SHOP_SEGMENT_SWEEP WHERE REALM_ID = ?";

    /**
     * Has customers evaluated as soon as a node is free.
     *
     * @param segmentId empty: by all segments of the realm
     * @return when it was asked for: one that begins later is the answer
     */
    public Instant ask(Connection connection, String realmId, String segmentId) throws SQLException {
        try (PreparedStatement upsert = connection.prepareStatement(ASK)) {
            upsert.setString(1, realmId);
            upsert.setString(2, segmentId);
            try (ResultSet row = upsert.executeQuery()) {
                row.next();
                return row.getTimestamp(1).toInstant();
            }
        }
    }

    /** From now on the realm is evaluated time and again. */
    public void schedule(Connection connection, String realmId) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(SCHEDULE)) {
            insert.setString(1, realmId);
            insert.executeUpdate();
        }
    }

    /** @param since one that began before is not what is asked for; {@link Instant#EPOCH}: it is, unless another is due */
    public Optional<SweepState> find(Connection connection, String realmId, String segmentId, Instant since)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(FIND)) {
            select.setTimestamp(1, Timestamp.from(since));
            select.setBoolean(2, since.equals(Instant.EPOCH));
            select.setString(3, realmId);
            select.setString(4, segmentId);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(state(row)) : Optional.empty();
            }
        }
    }

    private static SweepState state(ResultSet row) throws SQLException {
        return new SweepState(
                row.getString(1),
                instant(row.getTimestamp(2)),
                instant(row.getTimestamp(3)),
                row.getLong(4),
                row.getLong(5),
                row.getLong(6),
                row.getLong(7));
    }

    private static Instant instant(Timestamp timestamp) {
        return timestamp == null ? null : timestamp.toInstant();
    }

    /** @param owner nobody else uses it */
    Optional<Sweep> claim(Connection connection, String owner, Duration lease) throws SQLException {
        try (PreparedStatement lock = connection.prepareStatement(LOCK_CLAIMS)) {
            lock.execute();
        }
        try (PreparedStatement update = connection.prepareStatement(CLAIM)) {
            update.setString(1, owner);
            update.setLong(2, lease.toMillis());
            try (ResultSet row = update.executeQuery()) {
                return row.next()
                        ? Optional.of(
                                new Sweep(row.getString(1), row.getString(2), row.getString(3), row.getLong(4), owner))
                        : Optional.empty();
            }
        }
    }

    void counted(Connection connection, Sweep sweep, int unreadable) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(COUNTED)) {
            update.setLong(1, sweep.total());
            update.setInt(2, unreadable);
            bind(update, 3, sweep);
            update.executeUpdate();
        }
    }

    /** @return whether it is still this owner's; until the end of the transaction it stays so */
    boolean hold(Connection connection, Sweep sweep) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(HOLD)) {
            bind(select, 1, sweep);
            try (ResultSet row = select.executeQuery()) {
                return row.next();
            }
        }
    }

    /** To where the sweep says it is. */
    void advance(Connection connection, Sweep sweep, long joined, long left, Duration lease) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(ADVANCE)) {
            update.setString(1, sweep.reached());
            update.setLong(2, joined);
            update.setLong(3, left);
            update.setLong(4, lease.toMillis());
            bind(update, 5, sweep);
            update.executeUpdate();
        }
    }

    /** A sign of life: it stays this owner's, if it still is. */
    void renew(Connection connection, Sweep sweep, Duration lease) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(RENEW)) {
            update.setLong(1, lease.toMillis());
            bind(update, 2, sweep);
            update.executeUpdate();
        }
    }

    void end(Connection connection, Sweep sweep, Duration interval) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(END)) {
            update.setLong(1, interval.toMillis());
            bind(update, 2, sweep);
            update.executeUpdate();
        }
    }

    /** Others need not wait for the lease to run out. */
    void release(Connection connection, Sweep sweep) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(RELEASE)) {
            bind(update, 1, sweep);
            update.executeUpdate();
        }
    }

    private static void bind(PreparedStatement statement, int first, Sweep sweep) throws SQLException {
        statement.setString(first, sweep.realmId());
        statement.setString(first + 1, sweep.segmentId());
        statement.setString(first + 2, sweep.owner());
    }

    public void remove(Connection connection, String realmId, Collection<String> segmentIds) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(REMOVE)) {
            delete.setString(1, realmId);
            delete.setArray(2, connection.createArrayOf("text", segmentIds.toArray()));
            delete.executeUpdate();
        }
    }

    public void removeRealm(Connection connection, String realmId) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(REMOVE_REALM)) {
            delete.setString(1, realmId);
            delete.executeUpdate();
        }
    }
}
