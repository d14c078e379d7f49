package shop.identity.logout;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import shop.identity.outbox.EventIds;
import shop.identity.queue.KeyOrder;
import shop.identity.queue.QueueTable;
import shop.identity.queue.QueuedJobs;

/**
 * Logouts on their way to applications, each for itself.
 *
 * <p>Crash safety: everything is written on the caller's connection, in the transaction that ends the session. A logout
 * leaves with its queue entry.
 */
final class LogoutJobs {

    static final String NAME = "logout";
    static final KeyOrder ORDER = KeyOrder.NONE;

    private final QueueTable queue = new QueueTable(NAME, ORDER);
    private final QueuedJobs queued = new QueuedJobs(NAME);
    private final LogoutTable logouts = new LogoutTable();
    private final EventIds ids = new EventIds();

    QueueTable entries() {
        return queue;
    }

    LogoutTable logouts() {
        return logouts;
    }

    UUID nextId() {
        return ids.next(Instant.now());
    }

    void add(Connection connection, QueuedLogout logout) throws SQLException {
        logouts.insert(connection, logout);
        String key = logout.id().toString();
        queue.enqueue(connection, List.of(new QueueTable.Entry(logout.realmId(), key, logout.id())));
    }

    void forgetRealm(Connection connection, String realmId) throws SQLException {
        remove(connection, logouts.ofRealm(connection, realmId));
    }

    /** @return how many were removed; fewer than {@code most}: there are no more */
    int removeOlder(Connection connection, Instant than, int most) throws SQLException {
        List<UUID> old = logouts.older(connection, ids.next(than), most);
        remove(connection, old);
        return old.size();
    }

    void remove(Connection connection, Collection<UUID> gone) throws SQLException {
        if (!gone.isEmpty()) {
            queued.remove(connection, gone);
            logouts.delete(connection, gone);
        }
    }
}
