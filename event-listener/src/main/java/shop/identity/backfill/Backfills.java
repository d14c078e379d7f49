package shop.identity.backfill;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import shop.identity.outbox.EventIds;
import shop.identity.queue.DurableCommit;
import shop.identity.queue.QueueTable;

/**
 * The table {@code SHOP_BACKFILL}, and the queue from which nodes take what is running.
 *
 * <p>Crash safety: the cursor moves in the transaction that writes what lies before it, under the lock of the backfill's
 * row. Whichever node goes on begins where the last commit ended.
 */
public final class Backfills {

    private static final String COLUMNS =
            "ID, REALM_ID, KIND, FROM_TIME, TO_TIME, RATE, STATE, REACHED, TOTAL, DONE," + " STARTED_AT, ENDED_AT";

    private static final String START = """
            INSERT INTO SHOP_BACKFILL (ID, REALM_ID, KIND, FROM_TIME, TO_TIME, RATE, STATE)
            VALUES (?, ?, ?, ?, ?, ?, 'RUNNING')
            ON CONFLICT (REALM_ID) WHERE STATE = 'RUNNING' DO NOTHING
            RETURNING\s""" + COLUMNS;

    private static final String LOCK = "SELECT " + COLUMNS
            + ", EXTRACT(EPOCH FROM NEXT_AT - clock_timestamp()) * 1000 FROM SHOP_BACKFILL"
            + " WHERE ID = ? AND STATE = 'RUNNING' FOR UPDATE";

    private static final String COUNTED = "UPDATE SHOP_BACKFILL SET TOTAL = ? WHERE ID = ? RETURNING " + COLUMNS;

    /** From the beginning of the transaction: the time that it takes is no pause. */
    private static final String ADVANCE = """
            UPDATE SHOP_BACKFILL SET REACHED = ?, DONE = DONE + ?, NEXT_AT = now() + ? * interval '1 second' / RATE
             WHERE ID = ? RETURNING\s""" + COLUMNS;

    private static final String POSTPONE =
            "UPDATE SHOP_BACKFILL SET NEXT_AT = now() + ? * interval '1 millisecond' WHERE ID = ?";

    private static final String END = """
            UPDATE SHOP_BACKFILL SET STATE = ?, ENDED_AT = clock_timestamp()
             WHERE REALM_ID = ? AND ID = ? AND STATE = 'RUNNING' RETURNING\s""" + COLUMNS;

    private static final int LONGEST_LIST = 100;

    private final QueueTable queue = new QueueTable("backfill");
    private final EventIds ids = new EventIds();

    /** From which nodes take what is running; its keys are realms. */
    public QueueTable queue() {
        return queue;
    }

    /** @return empty when one is running in this realm */
    public Optional<Backfill> start(Connection connection, String realmId, BackfillOrder order) throws SQLException {
        DurableCommit.demand(connection);
        try (PreparedStatement insert = connection.prepareStatement(START)) {
            insert.setObject(1, ids.next(Instant.now()));
            insert.setString(2, realmId);
            insert.setString(3, order.kind().name());
            insert.setTimestamp(4, timestamp(order.from()));
            insert.setTimestamp(5, timestamp(order.to()));
            insert.setInt(6, order.ratePerSecond());
            Optional<Backfill> started = list(insert).stream().findAny();
            if (started.isPresent()) {
                queue.enqueue(
                        connection,
                        List.of(new QueueTable.Entry(
                                realmId, realmId, started.get().id())));
            }
            return started;
        }
    }

    public Optional<Backfill> find(Connection connection, String realmId, UUID id) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT " + COLUMNS + " FROM SHOP_BACKFILL WHERE REALM_ID = ? AND ID = ?")) {
            select.setString(1, realmId);
            select.setObject(2, id);
            return list(select).stream().findAny();
        }
    }

    /** @return the realm's latest ones, the newest first */
    public List<Backfill> list(Connection connection, String realmId) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT " + COLUMNS + " FROM SHOP_BACKFILL WHERE REALM_ID = ? ORDER BY ID DESC LIMIT ?")) {
            select.setString(1, realmId);
            select.setInt(2, LONGEST_LIST);
            return list(select);
        }
    }

    /**
     * Ends one that runs. A slice under way is waited for; no other follows.
     *
     * @return empty when none such is running
     */
    public Optional<Backfill> end(Connection connection, Backfill backfill, BackfillState as) throws SQLException {
        DurableCommit.demand(connection);
        try (PreparedStatement update = connection.prepareStatement(END)) {
            update.setString(1, as.name());
            update.setString(2, backfill.realmId());
            update.setObject(3, backfill.id());
            return list(update).stream().findAny();
        }
    }

    /** What nodes work at: the queue's entries of all others are dropped. */
    public Map<UUID, Backfill> running(Connection connection, Collection<UUID> ids) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT " + COLUMNS + " FROM SHOP_BACKFILL WHERE ID = ANY(?::uuid[]) AND STATE = 'RUNNING'")) {
            select.setArray(1, connection.createArrayOf("uuid", ids.toArray()));
            return list(select).stream().collect(Collectors.toMap(Backfill::id, Function.identity()));
        }
    }

    /** Before anything else of the realm's is locked or removed, so that a slice under way is never waited for in turn. */
    public void forgetRealm(Connection connection, String realmId) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("DELETE FROM SHOP_BACKFILL WHERE REALM_ID = ?")) {
            delete.setString(1, realmId);
            delete.executeUpdate();
        }
    }

    /**
     * A backfill whose row is locked until the end of the transaction.
     *
     * @param pause until its rate allows more; negative or zero when it does now
     */
    record Locked(Backfill backfill, Duration pause) {}

    /** @return empty when it is not running any more */
    Optional<Locked> lock(Connection connection, UUID id) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(LOCK)) {
            select.setObject(1, id);
            try (ResultSet row = select.executeQuery()) {
                return row.next()
                        ? Optional.of(new Locked(backfill(row), Duration.ofMillis(row.getLong(13))))
                        : Optional.empty();
            }
        }
    }

    Backfill counted(Connection connection, UUID id, long total) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(COUNTED)) {
            update.setLong(1, total);
            update.setObject(2, id);
            return list(update).get(0);
        }
    }

    Backfill advance(Connection connection, UUID id, String reached, int told) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(ADVANCE)) {
            update.setString(1, reached);
            update.setInt(2, told);
            update.setInt(3, told);
            update.setObject(4, id);
            return list(update).get(0);
        }
    }

    void postpone(Connection connection, UUID id, Duration pause) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(POSTPONE)) {
            update.setLong(1, pause.toMillis());
            update.setObject(2, id);
            update.executeUpdate();
        }
    }

    private static List<Backfill> list(PreparedStatement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery()) {
            List<Backfill> backfills = new ArrayList<>();
            while (row.next()) {
                backfills.add(backfill(row));
            }
            return backfills;
        }
    }

    private static Backfill backfill(ResultSet row) throws SQLException {
        long total = row.getLong(9);
        return new Backfill(
                row.getObject(1, UUID.class),
                row.getString(2),
                new BackfillOrder(
                        BackfillKind.valueOf(row.getString(3)),
                        instant(row.getTimestamp(4)),
                        instant(row.getTimestamp(5)),
                        row.getInt(6)),
                BackfillState.valueOf(row.getString(7)),
                row.getString(8),
                total == 0 && row.getObject(9) == null ? null : total,
                row.getLong(10),
                instant(row.getTimestamp(11)),
                instant(row.getTimestamp(12)));
    }

    private static Timestamp timestamp(Instant time) {
        return time == null ? null : Timestamp.from(time);
    }

    private static Instant instant(Timestamp time) {
        return time == null ? null : time.toInstant();
    }
}
