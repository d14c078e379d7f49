package shop.identity.sms;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import shop.identity.queue.DurableCommit;
import shop.identity.queue.KeyOrder;
import shop.identity.queue.QueueTable;
import shop.identity.queue.QueuedJobs;
import shop.identity.sealing.Sealed;

/**
 * Messages on their way to the gateway, each for itself.
 *
 * <p>Crash safety: everything is written on the caller's connection, in the caller's transaction. A message is queued with
 * the code that it carries, or not at all; it leaves with its queue entry.
 */
final class SmsJobs {

    static final String NAME = "sms";
    static final KeyOrder ORDER = KeyOrder.NONE;

    private final QueueTable queue = new QueueTable(NAME, ORDER);
    private final QueuedJobs queued = new QueuedJobs(NAME);
    private final SmsTable messages = new SmsTable();

    QueueTable entries() {
        return queue;
    }

    SmsTable messages() {
        return messages;
    }

    void add(Connection connection, UUID id, String realmId, String userId, Sealed content, Duration life)
            throws SQLException {
        DurableCommit.demand(connection);
        messages.insert(connection, id, realmId, userId, content, life);
        queue.enqueue(connection, List.of(new QueueTable.Entry(realmId, id.toString(), id)));
    }

    /** What is on its way to the gateway at this moment may still arrive. */
    void forgetUser(Connection connection, String realmId, String userId) throws SQLException {
        remove(connection, messages.ofUser(connection, realmId, userId));
    }

    void forgetRealm(Connection connection, String realmId) throws SQLException {
        remove(connection, messages.ofRealm(connection, realmId));
    }

    /** @return how many were removed; fewer than {@code most}: there are no more */
    int removeOld(Connection connection, Duration ago, int most) throws SQLException {
        List<UUID> old = messages.old(connection, ago, most);
        remove(connection, old);
        return old.size();
    }

    private void remove(Connection connection, Collection<UUID> ids) throws SQLException {
        if (!ids.isEmpty()) {
            queued.remove(connection, ids);
            messages.delete(connection, ids);
        }
    }
}
