package shop.identity.mail;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import shop.identity.queue.DeadLetter;
import shop.identity.queue.DeadLetters;
import shop.identity.queue.RealmBacklog;
import shop.identity.queue.RealmBacklogs;
import shop.identity.queue.UndeliveredJobs;

/** What staff of a realm can see of its mails, and decide about those that were refused or given up. */
final class UnsentMails implements UndeliveredJobs<DeadMail> {

    private final RealmBacklogs backlogs = new RealmBacklogs(MailQueue.NAME);
    private final DeadLetters letters = new DeadLetters(MailQueue.NAME, MailQueue.ORDER);
    private final MailTable mails = new MailTable();

    @Override
    public RealmBacklog count(Connection connection, String realmId) throws SQLException {
        return backlogs.of(connection, realmId);
    }

    @Override
    public List<DeadMail> dead(Connection connection, String realmId, int first, int max) throws SQLException {
        List<DeadLetter> page = letters.list(connection, realmId, first, max);
        Map<UUID, QueuedMail> known =
                mails.heads(connection, page.stream().map(DeadLetter::jobId).toList());
        return page.stream()
                .map(letter -> DeadMail.of(letter, known.get(letter.jobId())))
                .toList();
    }

    @Override
    public Outcome requeue(Connection connection, String realmId, UUID id) throws SQLException {
        return letters.requeue(connection, realmId, id) ? Outcome.DONE : whyNot(connection, realmId, id);
    }

    /** Nothing of it is kept. */
    @Override
    public Outcome discard(Connection connection, String realmId, UUID id) throws SQLException {
        if (!letters.discard(connection, realmId, id)) {
            return whyNot(connection, realmId, id);
        }
        mails.delete(connection, List.of(id));
        return Outcome.DONE;
    }

    private Outcome whyNot(Connection connection, String realmId, UUID id) throws SQLException {
        return mails.isKnown(connection, realmId, id) ? Outcome.NOT_DEAD : Outcome.UNKNOWN;
    }
}
