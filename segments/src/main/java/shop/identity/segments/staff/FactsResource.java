package shop.identity.segments.staff;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.keycloak.events.admin.OperationType;
import org.keycloak.models.UserModel;
import shop.identity.customer.CustomerFacts;
import shop.identity.problem.Refusal;
import shop.identity.problem.RequestFields;
import shop.identity.request.SentId;
import shop.identity.segments.facts.Fact;
import shop.identity.segments.facts.FactTable;
import shop.identity.segments.rule.PlainText;

/**
 * {@code /admin/realms/{realm}/shop-segments/facts}: numbers about customers that services know, for rules to ask for. Whose
 * facts are others now is judged anew before the request is answered.
 */
public final class FactsResource {

    private static final String FACTS = "facts";

    private final SegmentRequest request;
    private final FactTable table;

    FactsResource(SegmentRequest request, FactTable table) {
        this.request = request;
        this.table = table;
    }

    /** What is known of one customer. */
    @GET
    @Path("{customerId}")
    @Produces(MediaType.APPLICATION_JSON)
    public List<FactRepresentation> get(@PathParam("customerId") String customerId) {
        UserModel customer = find(customerId);
        if (customer == null) {
            request.requireViewCustomers();
            throw unknown();
        }
        request.requireView(customer);
        request.refuseQuery();
        return request.call(connection -> table.of(connection, request.realm().getId(), customerId)).stream()
                .map(FactRepresentation::of)
                .toList();
    }

    /** @param body numbers by the facts' names; null: it is not known any more. Other facts stay */
    @PATCH
    @Path("{customerId}")
    public Response change(@PathParam("customerId") String customerId, InputStream body) {
        UserModel customer = find(customerId);
        if (customer == null) {
            request.requireManageCustomers();
            throw unknown();
        }
        request.requireManage(customer);
        request.refuseQuery();
        byte[] bytes = RequestFields.read(body);
        return request.once(bytes, () -> {
            PushedFacts pushed = set(
                    FactFields.ofCustomer(FactFields.object(bytes), customerId).checked());
            if (!pushed.unknown().isEmpty()) {
                // Is erased, or lives in a directory that imports nobody: no rule would ever see it.
                throw unknown();
            }
            return Response.noContent().build();
        });
    }

    /** @param body of each customer, by id, what {@link #change} takes */
    @POST
    @Produces(MediaType.APPLICATION_JSON)
    public Response changeMany(InputStream body) {
        request.requireManageCustomers();
        request.refuseQuery();
        byte[] bytes = RequestFields.read(body);
        return request.once(
                bytes,
                () -> Response.ok(
                                set(FactFields.ofMany(FactFields.object(bytes)).checked()))
                        .build());
    }

    /** @return null when there is none */
    private UserModel find(String id) {
        if (PlainText.firstOdd(id, false) >= 0) {
            return null;
        }
        UserModel user = SentId.user(request.session(), request.realm(), id);
        return user == null || user.getServiceAccountClientLink() != null ? null : user;
    }

    private static Refusal unknown() {
        return Refusal.notFound("This realm has no such customer.");
    }

    private PushedFacts set(Collection<Fact> facts) {
        String realmId = request.realm().getId();
        Set<String> ids = facts.stream().map(Fact::userId).collect(Collectors.toCollection(TreeSet::new));
        Set<String> known = request.call(connection -> table.holdCustomers(connection, realmId, ids));
        List<Fact> ofKnown =
                facts.stream().filter(fact -> known.contains(fact.userId())).toList();
        Set<String> changed = request.call(connection -> table.set(connection, realmId, ofKnown));
        if (request.call(connection -> table.hasTooMany(connection, realmId, changed))) {
            throw Refusal.conflict("A customer can have " + FactTable.MOST + " facts at most.");
        }
        changed.forEach(id -> CustomerFacts.changed(request.session(), request.realm(), id));
        if (!changed.isEmpty()) {
            request.record(OperationType.UPDATE, FACTS);
        }
        ids.removeAll(known);
        return new PushedFacts(changed.size(), List.copyOf(ids));
    }
}
