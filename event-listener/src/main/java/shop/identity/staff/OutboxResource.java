package shop.identity.staff;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import shop.identity.backfill.Backfills;
import shop.identity.capture.OptedInRealms;
import shop.identity.outbox.UndeliveredEvents;

/** {@code /admin/realms/{realm}/shop-outbox}: what of this realm is on its way to Kafka. */
public final class OutboxResource {

    private final QueueResource queue;
    private final BackfillResource backfill;

    /**
     * @param wakeRelay called when something became due
     * @param relayed   whether events go out by the relay
     */
    public OutboxResource(
            StaffRequest request,
            UndeliveredEvents events,
            Runnable wakeRelay,
            Backfills backfills,
            OptedInRealms realms,
            boolean relayed) {
        this.queue = new QueueResource(
                request,
                new DeadLettersResource.Subject<>(
                        events,
                        DeadLetterRepresentation::of,
                        "event",
                        "waits for its delivery, was delivered, or somebody else has requeued or discarded it",
                        wakeRelay));
        this.backfill = new BackfillResource(request, backfills, realms, relayed);
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public BacklogRepresentation count() {
        return queue.count();
    }

    @Path("dead-letters")
    public DeadLettersResource deadLetters() {
        return queue.deadLetters();
    }

    @Path("backfill")
    public BackfillResource backfill() {
        return backfill;
    }
}
