package shop.identity.staff;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import shop.identity.problem.RequestFields;

/** What of one realm waits in one queue: how much, and what was refused for good. */
public final class QueueResource {

    private final StaffRequest request;
    private final DeadLettersResource.Subject<?> subject;

    public QueueResource(StaffRequest request, DeadLettersResource.Subject<?> subject) {
        this.request = request;
        this.subject = subject;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public BacklogRepresentation count() {
        request.requireView();
        RequestFields.ofQuery(request.query()).refuseOthers();
        return BacklogRepresentation.of(
                request.call(connection -> subject.jobs().count(connection, request.realmId())));
    }

    @Path("dead-letters")
    public DeadLettersResource deadLetters() {
        return new DeadLettersResource(request, subject);
    }
}
