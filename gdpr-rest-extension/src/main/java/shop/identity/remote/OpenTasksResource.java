package shop.identity.remote;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import shop.identity.problem.RequestFields;

/**
 * {@code …/shop-privacy/tasks}: what services of a realm still have to be told, of whichever way a customer was erased or
 * deleted.
 */
public final class OpenTasksResource {

    private static final int USUAL_PAGE = 100;
    private static final int LARGEST_PAGE = 1000;

    private final TaskDesk desk;

    public OpenTasksResource(TaskDesk desk) {
        this.desk = desk;
    }

    /** Those first that are due first. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public Response list() {
        desk.requireView();
        RequestFields query = desk.query();
        int first = query.number("first", 0, Integer.MAX_VALUE).orElse(0);
        int most = query.number("max", 1, LARGEST_PAGE).orElse(USUAL_PAGE);
        query.refuseOthers();
        return Response.ok(desk.open(first, most))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    /** @param body has no fields */
    @POST
    @Path("{id}/retry")
    public Response retry(@PathParam("id") String id, InputStream body) {
        desk.requireManage();
        desk.query().refuseOthers();
        RequestFields.ofBody(body).refuseOthers();
        desk.retry(TaskId.of(id));
        return Response.noContent().build();
    }
}
