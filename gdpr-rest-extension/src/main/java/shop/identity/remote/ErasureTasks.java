package shop.identity.remote;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import shop.identity.outbox.EventIds;
import shop.identity.queue.DurableCommit;
import shop.identity.queue.KeyOrder;
import shop.identity.queue.QueueTable;

/**
 * Tasks on their way to services, each for itself.
 *
 * <p>Crash safety: everything is written on the caller's connection, in the transaction that erases the customer. A task is
 * acknowledged, or goes, with its queue entry.
 */
final class ErasureTasks {

    static final String NAME = "erasure";
    static final KeyOrder ORDER = KeyOrder.NONE;

    private final QueueTable queue = new QueueTable(NAME, ORDER);
    private final TaskTable table = new TaskTable();
    private final EventIds ids = new EventIds();
    private final Clock clock;

    ErasureTasks(Clock clock) {
        this.clock = clock;
    }

    QueueTable entries() {
        return queue;
    }

    TaskTable table() {
        return table;
    }

    /** @param services the names of those that are to be told */
    void add(Connection connection, String realmId, String customerId, String erasureId, Set<String> services)
            throws SQLException {
        if (services.isEmpty()) {
            return;
        }
        DurableCommit.demand(connection);
        Instant now = clock.instant();
        Map<UUID, String> tasks = new LinkedHashMap<>();
        services.forEach(service -> tasks.put(ids.next(now), service));
        Instant due = LegalMonth.end(connection, realmId, erasureId, now);
        Set<UUID> begun = table.insert(connection, realmId, customerId, erasureId, now, due, tasks);
        List<QueueTable.Entry> entries = begun.stream()
                .map(id -> new QueueTable.Entry(realmId, id.toString(), id))
                .toList();
        queue.enqueue(connection, entries);
    }
}
