package shop.identity.staff;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import shop.identity.outbox.UndeliveredEvents;
import shop.identity.problem.RequestFields;

/** {@code /admin/realms/{realm}/shop-outbox}: what of this realm is on its way to Kafka. */
public final class OutboxResource {

    private final StaffRequest request;
    private final UndeliveredEvents events;
    private final Runnable wakeRelay;

    /** @param wakeRelay called when something became due */
    public OutboxResource(StaffRequest request, UndeliveredEvents events, Runnable wakeRelay) {
        this.request = request;
        this.events = events;
        this.wakeRelay = wakeRelay;
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
}
