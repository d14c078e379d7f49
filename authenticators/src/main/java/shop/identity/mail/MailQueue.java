package shop.identity.mail;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import shop.identity.queue.DurableCommit;
import shop.identity.queue.KeyOrder;
import shop.identity.queue.QueueTable;
import shop.identity.queue.QueuedJobs;

/**
 * Mails on their way to the mail server, each for itself.
 *
 * <p>Crash safety: everything is written on the caller's connection, in the caller's transaction. A mail is queued with
 * what it is about, or not at all; it leaves with its queue entry.
 */
final class MailQueue {

    static final String NAME = "mail";
    static final KeyOrder ORDER = KeyOrder.NONE;

    private final QueueTable queue = new QueueTable(NAME, ORDER);
    private final QueuedJobs queued = new QueuedJobs(NAME);
    private final MailTable mails = new MailTable();

    QueueTable entries() {
        return queue;
    }

    MailTable mails() {
        return mails;
    }

    /** @throws SQLException without a word of the mail: the driver's own would repeat it */
    void add(Connection connection, QueuedMail mail) throws SQLException {
        DurableCommit.demand(connection);
        try {
            mails.insert(connection, mail);
            queue.enqueue(
                    connection,
                    List.of(new QueueTable.Entry(mail.realmId(), mail.id().toString(), mail.id())));
        } catch (SQLException e) {
            throw new SQLException("a mail cannot be queued", e.getSQLState());
        }
    }

    /** What is on its way to the server at this moment may still arrive. */
    void forgetUser(Connection connection, String realmId, String userId) throws SQLException {
        remove(connection, mails.ofUser(connection, realmId, userId));
    }

    void forgetRealm(Connection connection, String realmId) throws SQLException {
        remove(connection, mails.ofRealm(connection, realmId));
    }

    void remove(Connection connection, Collection<UUID> ids) throws SQLException {
        if (!ids.isEmpty()) {
            queued.remove(connection, ids);
            mails.delete(connection, ids);
        }
    }
}
