package shop.identity.outbox;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import shop.identity.customer.CustomerEventType;
import shop.identity.queue.QueueTable;
import shop.identity.queue.QueuedJobs;

/**
 * Events that the outbox still holds, and their way to the topic once more: the same rows, so the same ids, values and
 * headers. The time of an event is the one in its id, in whole milliseconds; the primary key finds a range of it.
 *
 * <p>A repeat is queued behind all that waits of its customer, so it never comes before an earlier event that was not
 * delivered yet. What still waits itself is not queued again.
 */
public final class OutboxHistory {

    /** How far the clocks of two nodes may differ and one customer's events still be repeated in order. */
    static final Duration SKEW = Duration.ofSeconds(1);

    private static final String COUNT = "SELECT COUNT(*) FROM SHOP_OUTBOX WHERE ID >= ? AND ID < ? AND REALM_ID = ?";

    private static final String LAST =
            "SELECT ID FROM SHOP_OUTBOX WHERE ID >= ? AND ID < ? ORDER BY ID OFFSET ? LIMIT 1";

    private static final String READ =
            "SELECT ID, AGGREGATEID, SEQUENCE, TYPE FROM SHOP_OUTBOX WHERE ID >= ? AND ID < ? AND REALM_ID = ?";

    private final QueueTable queue;
    private final QueuedJobs waiting;

    /** @param queue   the one that {@link Outbox} fills
     *  @param waiting of the same queue */
    public OutboxHistory(QueueTable queue, QueuedJobs waiting) {
        this.queue = queue;
        this.waiting = waiting;
    }

    /**
     * A realm's events of a range of time.
     *
     * @param from inclusive
     * @param to   exclusive
     */
    public record Range(String realmId, Instant from, Instant to) {}

    /**
     * A stretch of a range that was queued again.
     *
     * @param reached where the next stretch begins; the end of the range after the last one
     * @param events  how many were queued
     */
    public record Stretch(Instant reached, int events) {}

    public long count(Connection connection, Range range) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(COUNT)) {
            select.setObject(1, lowestIdOf(range.from()));
            select.setObject(2, lowestIdOf(range.to()));
            select.setString(3, range.realmId());
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    /**
     * Queues the next events again, in the caller's transaction.
     *
     * @param reached where the last stretch ended
     * @param about   how many events of all realms a stretch holds; those of one millisecond stay together
     */
    public Stretch queueAgain(Connection connection, Range range, Instant reached, int about) throws SQLException {
        Instant end = endOfStretch(connection, range, reached, about);
        List<PastEvent> around =
                read(connection, range, later(range.from(), reached.minus(SKEW)), earlier(range.to(), end.plus(SKEW)));
        List<PastEvent> due = new ReplayOrder(around).between(reached.toEpochMilli(), end.toEpochMilli());
        Set<UUID> onTheirWay =
                waiting.among(connection, due.stream().map(PastEvent::id).toList());
        List<QueueTable.Entry> again = due.stream()
                .filter(event -> !onTheirWay.contains(event.id()))
                .map(event -> new QueueTable.Entry(range.realmId(), event.customerId(), event.id()))
                .toList();
        queue.enqueue(connection, again);
        return new Stretch(end, again.size());
    }

    private static Instant endOfStretch(Connection connection, Range range, Instant reached, int about)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(LAST)) {
            select.setObject(1, lowestIdOf(reached));
            select.setObject(2, lowestIdOf(range.to()));
            select.setInt(3, about - 1);
            try (ResultSet row = select.executeQuery()) {
                return row.next()
                        ? EventIds.timeOf(row.getObject(1, UUID.class)).plusMillis(1)
                        : range.to();
            }
        }
    }

    private static List<PastEvent> read(Connection connection, Range range, Instant from, Instant to)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(READ)) {
            select.setObject(1, lowestIdOf(from));
            select.setObject(2, lowestIdOf(to));
            select.setString(3, range.realmId());
            List<PastEvent> events = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    events.add(new PastEvent(
                            row.getObject(1, UUID.class),
                            row.getString(2),
                            Long.parseLong(row.getString(3)),
                            CustomerEventType.DELETED.type().equals(row.getString(4))));
                }
            }
            return events;
        }
    }

    private static UUID lowestIdOf(Instant time) {
        return new UUID(time.toEpochMilli() << 16, 0);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
