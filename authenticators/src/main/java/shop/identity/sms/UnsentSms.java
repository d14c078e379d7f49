package shop.identity.sms;

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

/** What staff of a realm can see of its messages, and decide about those that were refused or given up. */
final class UnsentSms implements UndeliveredJobs<DeadSms> {

    private final RealmBacklogs backlogs = new RealmBacklogs(SmsJobs.NAME);
    private final DeadLetters letters = new DeadLetters(SmsJobs.NAME, SmsJobs.ORDER);
    private final SmsTable messages = new SmsTable();

    @Override
    public RealmBacklog count(Connection connection, String realmId) throws SQLException {
        return backlogs.of(connection, realmId);
    }

    @Override
    public List<DeadSms> dead(Connection connection, String realmId, int first, int max) throws SQLException {
        List<DeadLetter> page = letters.list(connection, realmId, first, max);
        Map<UUID, String> owners =
                messages.owners(connection, page.stream().map(DeadLetter::jobId).toList());
        return page.stream()
                .map(letter -> DeadSms.of(letter, owners.get(letter.jobId())))
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
        messages.delete(connection, List.of(id));
        return Outcome.DONE;
    }

    private Outcome whyNot(Connection connection, String realmId, UUID id) throws SQLException {
        return messages.isKnown(connection, realmId, id) ? Outcome.NOT_DEAD : Outcome.UNKNOWN;
    }
}
