package shop.identity.segments.staff;

import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import org.keycloak.events.admin.OperationType;
import org.keycloak.models.GroupModel;
import shop.identity.problem.Refusal;
import shop.identity.problem.RequestFields;
import shop.identity.segments.catalog.Segment;
import shop.identity.segments.rule.RuleException;

/** {@code /admin/realms/{realm}/shop-segments/{id}}: one segment, by the id of its group. */
public final class SegmentResource {

    private static final String EVALUATE = "evaluate";

    private final SegmentRequest request;
    private final SegmentRooms rooms;
    private final GroupModel group;

    /** @param group null when there is none. Its removal may be asked for again all the same, and be told what was answered first */
    SegmentResource(SegmentRequest request, SegmentRooms rooms, GroupModel group) {
        this.request = request;
        this.rooms = rooms;
        this.group = group;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public Response get() {
        request.requireView(group);
        request.refuseQuery();
        requirePresent();
        Segment segment = find();
        SegmentRepresentation shown = SegmentRepresentation.of(segment);
        long members = request.call(connection -> rooms.memberships().count(connection, segment.id()));
        return Response.ok(SegmentDetails.of(shown, members, problem(segment)))
                .tag(shown.version().tag())
                .build();
    }

    /** @return null when there is none */
    private String problem(Segment segment) {
        try {
            if (segment.rule() != null) {
                rooms.rules().parse(segment.rule());
            }
            return null;
        } catch (RuleException e) {
            return e.sentence();
        }
    }

    /** @param body all that the segment is to be: what is left out is taken away */
    @PUT
    @Produces(MediaType.APPLICATION_JSON)
    public Response change(InputStream body) {
        request.requireManage(group);
        request.refuseQuery();
        byte[] bytes = RequestFields.read(body);
        return request.once(bytes, () -> {
            requirePresent();
            SegmentFields fields = SegmentFields.of(bytes, rooms.rules());
            Segment before = findAsSeen();
            if (fields.judgesOtherwiseThan(before)) {
                request.requireManageMembership(group);
            }
            SegmentRepresentation shown = SegmentRepresentation.of(
                    rooms.desk().change(request.session(), request.realm(), group, before, fields));
            request.record(OperationType.UPDATE, group.getId());
            request.afterCommit(rooms.wake());
            return Response.ok(shown).tag(shown.version().tag()).build();
        });
    }

    /** The group goes, and its members leave it. */
    @DELETE
    public Response remove() {
        request.requireManage(group);
        request.refuseQuery();
        return request.once(new byte[0], () -> {
            requirePresent();
            findAsSeen();
            rooms.desk().remove(request.session(), request.realm(), group);
            request.record(OperationType.DELETE, group.getId());
            return Response.noContent().build();
        });
    }

    @GET
    @Path(EVALUATE)
    @Produces(MediaType.APPLICATION_JSON)
    public EvaluationRepresentation evaluation() {
        request.requireView(group);
        request.refuseQuery();
        requirePresent();
        return rooms.evaluations().show(request.realm().getId(), group.getId());
    }

    /** Evaluates all customers by this segment, at once. */
    @POST
    @Path(EVALUATE)
    @Produces(MediaType.APPLICATION_JSON)
    public Response evaluate(InputStream body) {
        request.requireManageMembership(group);
        request.refuseQuery();
        byte[] bytes = RequestFields.read(body);
        return request.once(bytes, () -> {
            requirePresent();
            RequestFields.ofBody(bytes).refuseOthers();
            if (!find().isJudged()) {
                throw Refusal.conflict(
                        "The segment has no rule and is no default one: who is in it is decided by hand.");
            }
            Response answer = rooms.evaluations().evaluate(request.realm().getId(), group.getId());
            request.record(OperationType.ACTION, group.getId(), EVALUATE);
            return answer;
        });
    }

    private void requirePresent() {
        if (group == null) {
            throw unknown();
        }
    }

    private static Refusal unknown() {
        return Refusal.notFound("This realm has no such segment.");
    }

    private Segment find() {
        return request.call(connection ->
                        rooms.table().find(connection, request.realm().getId(), group.getId()))
                .orElseThrow(SegmentResource::unknown);
    }

    /** Nobody else changes it from here on, and nobody has since the caller has looked. */
    private Segment findAsSeen() {
        request.call(connection -> {
            rooms.table().lock(connection, request.realm().getId(), group.getId());
            return null;
        });
        Segment segment = find();
        SegmentRepresentation.of(segment).version().requireSeen(request.headers());
        return segment;
    }
}
