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
import java.util.Locale;
import java.util.UUID;
import java.util.function.Function;
import org.keycloak.events.admin.OperationType;
import shop.identity.problem.Refusal;
import shop.identity.problem.RequestFields;
import shop.identity.queue.Transactions.Work;
import shop.identity.queue.UndeliveredJobs;
import shop.identity.queue.UndeliveredJobs.Outcome;
import shop.identity.queue.UnsentJobs;

/** {@code …/dead-letters}: what was refused for good, and what to do with each. */
public final class DeadLettersResource {

    /**
     * What the resource is about.
     *
     * @param noun what an entry is: {@code event}
     * @param gone how it may have come that one is not dead, after "it"
     * @param wake called when something became due
     */
    public record Subject<L>(
            UndeliveredJobs<L> jobs, Function<L, ?> representation, String noun, String gone, Runnable wake) {

        /** Of jobs that are shown as they are read, and of which nothing is kept. */
        public static <L> Subject<L> of(UnsentJobs<L> jobs, String noun, Runnable wake) {
            return new Subject<>(
                    jobs, Function.identity(), noun, "waits for its delivery, or somebody else has requeued it", wake);
        }
    }

    private static final int USUAL_PAGE = 100;
    private static final int LARGEST_PAGE = 1000;

    private final StaffRequest request;
    private final Subject<?> subject;

    DeadLettersResource(StaffRequest request, Subject<?> subject) {
        this.request = request;
        this.subject = subject;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public List<?> list() {
        request.requireView();
        RequestFields query = RequestFields.ofQuery(request.query());
        int first = query.number("first", 0, Integer.MAX_VALUE).orElse(0);
        int max = query.number("max", 1, LARGEST_PAGE).orElse(USUAL_PAGE);
        query.refuseOthers();
        return page(subject, first, max);
    }

    private <L> List<?> page(Subject<L> of, int first, int max) {
        return request.call(connection -> of.jobs().dead(connection, request.realmId(), first, max)).stream()
                .map(of.representation())
                .toList();
    }

    /** @param body has no fields */
    @POST
    @Path("{id}/requeue")
    public Response requeue(@PathParam("id") String id, InputStream body) {
        request.requireManage();
        RequestFields.ofQuery(request.query()).refuseOthers();
        RequestFields.ofBody(body).refuseOthers();
        UUID job = new PathId(id).uuid();
        decide(job, connection -> subject.jobs().requeue(connection, request.realmId(), job));
        request.record(OperationType.ACTION, "dead-letters", job.toString(), "requeue");
        return Response.noContent().build();
    }

    @DELETE
    @Path("{id}")
    public Response discard(@PathParam("id") String id) {
        request.requireManage();
        RequestFields.ofQuery(request.query()).refuseOthers();
        UUID job = new PathId(id).uuid();
        decide(job, connection -> subject.jobs().discard(connection, request.realmId(), job));
        request.record(OperationType.DELETE, "dead-letters", job.toString());
        return Response.noContent().build();
    }

    private void decide(UUID job, Work<Outcome> decision) {
        switch (request.call(decision)) {
            case DONE -> request.afterCommit(subject.wake());
            case NOT_DEAD ->
                throw Refusal.conflict(
                        capital(subject.noun()) + " " + job + " is not a dead letter: it " + subject.gone() + ".");
            case UNKNOWN -> throw Refusal.notFound("This realm has no " + subject.noun() + " " + job + ".");
        }
    }

    private static String capital(String noun) {
        return noun.substring(0, 1).toUpperCase(Locale.ROOT) + noun.substring(1);
    }
}
