package shop.identity.staff;

import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.List;
import java.util.UUID;
import org.keycloak.events.admin.OperationType;
import shop.identity.outbox.UndeliveredEvents;
import shop.identity.outbox.UndeliveredEvents.Outcome;
import shop.identity.problem.Refusal;
import shop.identity.problem.RequestFields;
import shop.identity.queue.Transactions.Work;

/** {@code /admin/realms/{realm}/shop-outbox/dead-letters}: the events that Kafka refused, and what to do with each. */
public final class DeadLettersResource {

    private static final int USUAL_PAGE = 100;
    private static final int LARGEST_PAGE = 1000;

    private final StaffRequest request;
    private final UndeliveredEvents events;
    private final Runnable wakeRelay;

    DeadLettersResource(StaffRequest request, UndeliveredEvents events, Runnable wakeRelay) {
        this.request = request;
        this.events = events;
        this.wakeRelay = wakeRelay;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public List<DeadLetterRepresentation> list() {
        request.requireView();
        RequestFields query = RequestFields.ofQuery(request.query());
        int first = query.number("first", 0, Integer.MAX_VALUE).orElse(0);
        int max = query.number("max", 1, LARGEST_PAGE).orElse(USUAL_PAGE);
        query.refuseOthers();
        return request.call(connection -> events.dead(connection, request.realmId(), first, max)).stream()
                .map(DeadLetterRepresentation::of)
                .toList();
    }

    /** @param body has no fields */
    @POST
    @Path("{id}/requeue")
    public Response requeue(@PathParam("id") String id, InputStream body) {
        request.requireManage();
        RequestFields.ofQuery(request.query()).refuseOthers();
        RequestFields.ofBody(body).refuseOthers();
        UUID event = new PathId(id).uuid();
        decide(event, connection -> events.requeue(connection, request.realmId(), event));
        request.record(OperationType.ACTION, "shop-outbox", "dead-letters", event.toString(), "requeue");
        return Response.noContent().build();
    }

    @DELETE
    @Path("{id}")
    public Response discard(@PathParam("id") String id) {
        request.requireManage();
        RequestFields.ofQuery(request.query()).refuseOthers();
        UUID event = new PathId(id).uuid();
        decide(event, connection -> events.discard(connection, request.realmId(), event));
        request.record(OperationType.DELETE, "shop-outbox", "dead-letters", event.toString());
        return Response.noContent().build();
    }

    private void decide(UUID event, Work<Outcome> decision) {
        switch (request.call(decision)) {
            case DONE -> request.afterCommit(wakeRelay);
            case NOT_DEAD ->
                throw Refusal.conflict("Event " + event + " is not a dead letter: it waits for its delivery, was"
                        + " delivered, or somebody else has requeued or discarded it.");
            case UNKNOWN -> throw Refusal.notFound("This realm has no event " + event + ".");
        }
    }
}
