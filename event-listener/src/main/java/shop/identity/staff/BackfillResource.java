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
import shop.identity.backfill.Backfill;
import shop.identity.backfill.BackfillKind;
import shop.identity.backfill.BackfillOrder;
import shop.identity.backfill.BackfillState;
import shop.identity.backfill.Backfills;
import shop.identity.capture.OptedInRealms;
import shop.identity.problem.Refusal;
import shop.identity.problem.RequestFields;

/**
 * {@code /admin/realms/{realm}/shop-outbox/backfill}: have every customer told, or a range of time told again, watch it,
 * end it. The work itself is done by the nodes' workers.
 */
public final class BackfillResource {

    private static final String PATH = "backfill";

    private final StaffRequest request;
    private final Backfills backfills;
    private final OptedInRealms realms;
    private final boolean relayed;

    /** @param relayed whether events go out by the relay: only it can send one again */
    BackfillResource(StaffRequest request, Backfills backfills, OptedInRealms realms, boolean relayed) {
        this.request = request;
        this.backfills = backfills;
        this.realms = realms;
        this.relayed = relayed;
    }

    /** @param body {@code kind}, {@code from} and {@code to} of a replay, and {@code ratePerSecond} */
    @POST
    @Produces(MediaType.APPLICATION_JSON)
    public Response start(InputStream body) {
        request.requireManage();
        RequestFields.ofQuery(request.query()).refuseOthers();
        BackfillOrder order = new BackfillFields(RequestFields.ofBody(body)).order();
        if (order.kind() == BackfillKind.REPLAY && !relayed) {
            throw Refusal.conflict(
                    "Events leave by change data capture, which sends each row once: there is no replay.");
        }
        if (request.call(connection -> realms.find(connection, request.realmId()))
                .isEmpty()) {
            throw Refusal.conflict("The realm does not name the event listener, so its customers are not told.");
        }
        Backfill started = request.call(connection -> backfills.start(connection, request.realmId(), order))
                .orElseThrow(
                        () -> Refusal.conflict("A backfill of this realm is running: wait for its end, or cancel it."));
        String id = started.id().toString();
        request.record(OperationType.CREATE, PATH, id);
        return Response.accepted(BackfillRepresentation.of(started))
                .location(request.child(id))
                .build();
    }

    /** @return the latest, the newest first */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public List<BackfillRepresentation> list() {
        request.requireView();
        RequestFields.ofQuery(request.query()).refuseOthers();
        return request.call(connection -> backfills.list(connection, request.realmId())).stream()
                .map(BackfillRepresentation::of)
                .toList();
    }

    @GET
    @Path("{id}")
    @Produces(MediaType.APPLICATION_JSON)
    public BackfillRepresentation get(@PathParam("id") String id) {
        request.requireView();
        RequestFields.ofQuery(request.query()).refuseOthers();
        return BackfillRepresentation.of(find(new PathId(id).uuid()));
    }

    @DELETE
    @Path("{id}")
    public Response cancel(@PathParam("id") String id) {
        request.requireManage();
        RequestFields.ofQuery(request.query()).refuseOthers();
        UUID uuid = new PathId(id).uuid();
        Backfill backfill = find(uuid);
        request.call(connection -> backfills.end(connection, backfill, BackfillState.CANCELLED))
                .orElseThrow(() -> Refusal.conflict("Backfill " + uuid + " has ended already."));
        request.record(OperationType.DELETE, PATH, uuid.toString());
        return Response.noContent().build();
    }

    private Backfill find(UUID id) {
        return request.call(connection -> backfills.find(connection, request.realmId(), id))
                .orElseThrow(() -> Refusal.notFound("This realm has no backfill " + id + "."));
    }
}
