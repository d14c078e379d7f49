package shop.identity.segments.staff;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.List;
import org.keycloak.events.admin.OperationType;
import org.keycloak.models.GroupModel;
import shop.identity.problem.RequestFields;
import shop.identity.segments.catalog.Segment;
import shop.identity.segments.customers.Customers;
import shop.identity.segments.rule.PlainText;
import shop.identity.segments.rule.Rule;

/** {@code /admin/realms/{realm}/shop-segments}: which segments there are, and what is known for them. */
public final class SegmentsResource {

    private static final String EVALUATE = "evaluate";

    private final SegmentRequest request;
    private final SegmentRooms rooms;

    SegmentsResource(SegmentRequest request, SegmentRooms rooms) {
        this.request = request;
        this.rooms = rooms;
    }

    /** By name. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public List<SegmentRepresentation> list() {
        request.requireView();
        request.refuseQuery();
        return request
                .call(connection ->
                        rooms.table().list(connection, request.realm().getId()))
                .stream()
                .map(SegmentRepresentation::of)
                .toList();
    }

    /** @param body {@code name}, and {@code description}, {@code rule} and {@code default} as one likes */
    @POST
    @Produces(MediaType.APPLICATION_JSON)
    public Response make(InputStream body) {
        request.requireManage();
        request.refuseQuery();
        byte[] bytes = RequestFields.read(body);
        return request.once(bytes, () -> {
            SegmentFields fields = SegmentFields.of(bytes, rooms.rules());
            Segment made = rooms.desk().make(request.session(), request.realm(), fields);
            if (made.isJudged()) {
                request.requireManageMembership(request.session().groups().getGroupById(request.realm(), made.id()));
            }
            request.record(OperationType.CREATE, made.id());
            request.afterCommit(rooms.wake());
            SegmentRepresentation shown = SegmentRepresentation.of(made);
            return Response.created(request.child(made.id()))
                    .tag(shown.version().tag())
                    .entity(shown)
                    .build();
        });
    }

    /** How many customers a rule would match. Changes nothing. */
    @POST
    @Path("dry-run")
    @Produces(MediaType.APPLICATION_JSON)
    public Customers.Count dryRun(InputStream body) {
        request.requireView();
        request.requireViewCustomers();
        request.refuseQuery();
        Rule rule = SegmentFields.rule(RequestFields.read(body), rooms.rules());
        return request.call(connection -> rooms.customers()
                .count(connection, request.realm().getId(), rule, rooms.rules().today(connection)));
    }

    /** How the evaluation of all customers stands: the one under way, or the last. */
    @GET
    @Path(EVALUATE)
    @Produces(MediaType.APPLICATION_JSON)
    public EvaluationRepresentation evaluation() {
        request.requireView();
        request.refuseQuery();
        return rooms.evaluations().show(request.realm().getId(), "");
    }

    /** Evaluates all customers by all segments, at once. */
    @POST
    @Path(EVALUATE)
    @Produces(MediaType.APPLICATION_JSON)
    public Response evaluate(InputStream body) {
        request.requireManage();
        request.requireManageCustomers();
        request.refuseQuery();
        byte[] bytes = RequestFields.read(body);
        return request.once(bytes, () -> {
            RequestFields.ofBody(bytes).refuseOthers();
            Response answer = rooms.evaluations().evaluate(request.realm().getId(), "");
            request.record(OperationType.ACTION, EVALUATE);
            return answer;
        });
    }

    @Path("facts")
    public FactsResource facts() {
        return new FactsResource(request, rooms.facts());
    }

    /** Who may see no segments is not told which there are: the roles are asked for first, there. */
    @Path("{id}")
    public SegmentResource segment(@PathParam("id") String id) {
        Segment segment = PlainText.firstOdd(id, false) >= 0
                ? null
                : request.call(connection ->
                                rooms.table().find(connection, request.realm().getId(), id))
                        .orElse(null);
        GroupModel group = segment == null ? null : request.session().groups().getGroupById(request.realm(), id);
        return new SegmentResource(request, rooms, group);
    }
}
