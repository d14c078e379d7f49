package shop.identity.outbox;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import shop.identity.customer.CustomerEvent;
import shop.identity.customer.CustomerEventType;
import shop.identity.queue.DurableCommit;
import shop.identity.queue.QueueTable;

/**
 * The transactional outbox, {@code SHOP_OUTBOX}: insert-only but for {@link PersonalEvents}, one row per event, and, when the relay is to publish them,
 * an entry in the queue that it empties.
 *
 * <p>Crash safety: everything is written on the caller's connection, in the caller's transaction. It commits with the
 * change that the events tell of, or not at all.
 */
public final class Outbox {

    private static final String INSERT = """
            INSERT INTO SHOP_OUTBOX (ID, AGGREGATETYPE, AGGREGATEID, TYPE, SOURCE, TIME, DATASCHEMA, SEQUENCE,
                                     ACTOR, CHANNEL, TRACEPARENT, PAYLOAD, REALM_ID, SOUND)
            VALUES (?, 'customer', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;

    private static final String SELECT = """
            SELECT ID, AGGREGATEID, TYPE, SOURCE, TIME, DATASCHEMA, SEQUENCE, ACTOR, CHANNEL, TRACEPARENT, PAYLOAD,
                   SOUND
              FROM SHOP_OUTBOX WHERE ID = ANY(?::uuid[])
            """;

    private final QueueTable queue;
    private final Publisher publisher;
    private final boolean tombstones;
    private final PayloadCheck check;
    private final CustomerVersions versions = new CustomerVersions();

    /**
     * @param tombstones whether a tombstone follows what tells of a customer's end, see {@link OutboxMessage}
     * @param check      a payload that does not pass it is written all the same: the change that it tells of is none of
     *                   the payload's mistake. Whoever publishes judges it once more
     */
    public Outbox(QueueTable queue, Publisher publisher, boolean tombstones, PayloadCheck check) {
        this.queue = queue;
        this.publisher = publisher;
        this.tombstones = tombstones;
        this.check = check;
    }

    /**
     * Locks the customers' versions until the end of the transaction. Whoever tells of a customer does this first, and
     * decides what to tell under the lock.
     *
     * @param unknown what to start from for customers of whom nothing was told yet
     * @return the versions as they stand
     */
    public SortedMap<String, CustomerVersion> lock(Connection connection, SortedMap<String, CustomerVersion> unknown)
            throws SQLException {
        DurableCommit.demand(connection);
        return versions.lock(connection, unknown);
    }

    /**
     * Numbers the events and writes them.
     *
     * @param events in the order in which they happened, as far as one customer is concerned
     * @param locked the versions of their customers
     * @throws SQLException without a word of what was to be written: the driver's own would repeat the payload
     */
    public void append(Connection connection, List<CustomerEvent> events, Collection<CustomerVersion> locked)
            throws SQLException {
        Map<String, CustomerVersion> byCustomer =
                locked.stream().collect(Collectors.toMap(CustomerVersion::customerId, Function.identity()));
        Map<UUID, UUID> tombstoneIds = tombstoneIds(events);
        try {
            insert(connection, events, byCustomer, tombstoneIds);
            if (publisher == Publisher.RELAY) {
                enqueue(connection, events, tombstoneIds);
            }
        } catch (SQLException e) {
            throw new SQLException("customer events cannot be written to the outbox", e.getSQLState());
        }
        versions.save(connection, locked);
    }

    /** @return the ids of the tombstones, each by the id of the event that it follows */
    private Map<UUID, UUID> tombstoneIds(List<CustomerEvent> events) {
        if (!tombstones) {
            return Map.of();
        }
        Set<String> deleted = events.stream()
                .filter(event -> event.type() == CustomerEventType.DELETED)
                .map(CustomerEvent::customerId)
                .collect(Collectors.toSet());
        return events.stream()
                .filter(event -> event.type() == CustomerEventType.DELETED
                        || event.type() == CustomerEventType.ERASED && !deleted.contains(event.customerId()))
                .collect(Collectors.toMap(CustomerEvent::id, event -> EventIds.after(event.id())));
    }

    private void enqueue(Connection connection, List<CustomerEvent> events, Map<UUID, UUID> tombstoneIds)
            throws SQLException {
        queue.enqueue(
                connection,
                events.stream()
                        .flatMap(event -> Stream.of(event.id(), tombstoneIds.get(event.id()))
                                .filter(Objects::nonNull)
                                .map(id -> new QueueTable.Entry(event.realm().id(), event.customerId(), id)))
                        .toList());
    }

    private void insert(
            Connection connection,
            List<CustomerEvent> events,
            Map<String, CustomerVersion> byCustomer,
            Map<UUID, UUID> tombstoneIds)
            throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            for (CustomerEvent event : events) {
                bind(insert, event, byCustomer.get(event.customerId()).next(event.type()));
                insert.addBatch();
                if (tombstoneIds.containsKey(event.id())) {
                    changeToTombstone(insert, tombstoneIds.get(event.id()));
                    insert.addBatch();
                }
            }
            insert.executeBatch();
        }
    }

    /** Reads messages as they were written, by id. */
    public Map<UUID, OutboxMessage> read(Connection connection, Collection<UUID> ids) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(SELECT)) {
            select.setArray(1, connection.createArrayOf("uuid", ids.toArray()));
            Map<UUID, OutboxMessage> messages = new HashMap<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    OutboxMessage message = message(row);
                    messages.put(message.id(), message);
                }
            }
            return messages;
        }
    }

    /** Drops what the pack keeps per customer of a removed realm. Events of theirs that still wait go out. */
    public void forgetRealm(Connection connection, String realmId) throws SQLException {
        versions.forgetRealm(connection, realmId);
    }

    private void bind(PreparedStatement insert, CustomerEvent event, long sequence) throws SQLException {
        insert.setObject(1, event.id());
        insert.setString(2, event.customerId());
        insert.setString(3, event.type().type());
        insert.setString(4, event.realm().source());
        insert.setString(5, event.time().truncatedTo(ChronoUnit.MILLIS).toString());
        insert.setString(6, event.type().dataSchema());
        insert.setString(7, "%020d".formatted(sequence));
        insert.setString(8, event.origin().actor().wireName());
        insert.setString(9, event.origin().channel().wireName());
        insert.setString(10, event.origin().traceparent());
        String payload = event.data().toString();
        insert.setString(11, payload);
        insert.setString(12, event.realm().id());
        insert.setBoolean(13, check.isSound(event.type().dataSchema(), payload));
    }

    /** All else stays as it is bound: the tombstone takes no number of its own. */
    private static void changeToTombstone(PreparedStatement insert, UUID id) throws SQLException {
        insert.setObject(1, id);
        insert.setString(3, OutboxMessage.TOMBSTONE);
        insert.setString(11, null);
    }

    private static OutboxMessage message(ResultSet row) throws SQLException {
        return new OutboxMessage(
                row.getObject(1, UUID.class),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getString(7),
                row.getString(8),
                row.getString(9),
                row.getString(10),
                row.getString(11),
                row.getBoolean(12));
    }
}
