package shop.identity.staff;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import shop.identity.backfill.Backfills;
import shop.identity.capture.OptedInRealms;
import shop.identity.outbox.UndeliveredEvents;
import shop.identity.problem.RequestFields;

/** {@code /admin/realms/{realm}/shop-outbox}: what of this realm is on its way to Kafka. */
public final class OutboxResource {

    private final StaffRequest request;
    private final UndeliveredEvents events;
    private final Runnable wakeRelay;
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
        this.request = request;
        this.events = events;
        this.wakeRelay = wakeRelay;
        this.backfill = new BackfillResource(request, backfills, realms, relayed);
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public OutboxRepresentation count() {
        request.requireView();
        RequestFields.ofQuery(request.query()).refuseOthers();
        return OutboxRepresentation.of(request.call(connection -> events.count(connection, request.realmId())));
    }

    @Path("dead-letters")
    public DeadLettersResource deadLetters() {
        return new DeadLettersResource(request, events, wakeRelay);
    }

    @Path("backfill")
    public BackfillResource backfill() {
        return backfill;
    }
}
