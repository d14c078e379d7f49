package shop.identity.outbox;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import shop.identity.queue.DeadLetter;
import shop.identity.queue.DeadLetters;
import shop.identity.queue.KeyOrder;
import shop.identity.queue.RealmBacklog;
import shop.identity.queue.RealmBacklogs;
import shop.identity.queue.UndeliveredJobs;

/**
 * What staff of a realm can see of its events on their way to Kafka, and decide about those that Kafka refused. Events of
 * other realms are unknown here.
 *
 * <p>An event that is discarded is never published, but its row in the outbox stays until it is purged, as the record of
 * it. The customer's next events are published; consumers see the gap in {@code ce_sequence}.
 */
public final class UndeliveredEvents implements UndeliveredJobs<DeadEvent> {

    private final RealmBacklogs backlogs;
    private final DeadLetters letters;
    private final EventHeads heads = new EventHeads();

    /** @param queue the queue that the relay empties */
    public UndeliveredEvents(String queue) {
        this.backlogs = new RealmBacklogs(queue);
        this.letters = new DeadLetters(queue, KeyOrder.KEPT);
    }

    @Override
    public RealmBacklog count(Connection connection, String realmId) throws SQLException {
        return backlogs.of(connection, realmId);
    }

    /** @return in the order in which the events came to be */
    @Override
    public List<DeadEvent> dead(Connection connection, String realmId, int first, int max) throws SQLException {
        List<DeadLetter> page = letters.list(connection, realmId, first, max);
        Map<UUID, EventHead> known =
                heads.read(connection, page.stream().map(DeadLetter::jobId).toList());
        return page.stream()
                .map(letter -> dead(letter, known.get(letter.jobId())))
                .toList();
    }

    private static DeadEvent dead(DeadLetter letter, EventHead event) {
        return new DeadEvent(
                letter.jobId(),
                letter.key(),
                event == null ? null : event.type(),
                event == null ? null : event.sequence(),
                letter.attempts(),
                letter.reason(),
                letter.since());
    }

    /** It is due at once, and the customer's later events after it, in order. */
    @Override
    public Outcome requeue(Connection connection, String realmId, UUID id) throws SQLException {
        return letters.requeue(connection, realmId, id) ? Outcome.DONE : whyNot(connection, realmId, id);
    }

    /** It is given up; the customer's later events are due at once. */
    @Override
    public Outcome discard(Connection connection, String realmId, UUID id) throws SQLException {
        return letters.discard(connection, realmId, id) ? Outcome.DONE : whyNot(connection, realmId, id);
    }

    private Outcome whyNot(Connection connection, String realmId, UUID id) throws SQLException {
        return heads.isKnown(connection, realmId, id) ? Outcome.NOT_DEAD : Outcome.UNKNOWN;
    }

    /** @return how many of a removed realm's events nobody can decide about any more, and were discarded */
    public int discardAll(Connection connection, String realmId) throws SQLException {
        return letters.discardAll(connection, realmId);
    }
}
