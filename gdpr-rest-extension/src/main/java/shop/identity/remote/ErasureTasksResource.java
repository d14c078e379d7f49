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

/** {@code …/shop-privacy/erasures/{id}/tasks}: what services were told of one erasure, and which acknowledged it. */
public final class ErasureTasksResource {

    private final TaskDesk desk;
    private final String erasureId;

    /** @param erasureId as it was sent; of one that there is not, there are no tasks */
    public ErasureTasksResource(TaskDesk desk, String erasureId) {
        this.desk = desk;
        this.erasureId = erasureId;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public Response list() {
        desk.requireView();
        desk.query().refuseOthers();
        return Response.ok(desk.ofErasure(TaskId.of(erasureId).toString()))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    /** @param body has no fields */
    @POST
    @Path("{service}/retry")
    public Response retry(@PathParam("service") String service, InputStream body) {
        desk.requireManage();
        desk.query().refuseOthers();
        RequestFields.ofBody(body).refuseOthers();
        desk.retryOfErasure(TaskId.of(erasureId).toString(), service);
        return Response.noContent().build();
    }
}
