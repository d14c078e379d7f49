package shop.identity.status;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.Map;
import org.keycloak.events.admin.OperationType;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.services.resources.admin.AdminEventBuilder;
import org.keycloak.services.resources.admin.fgap.AdminPermissionEvaluator;
import shop.identity.customer.CustomerStatus;
import shop.identity.problem.Refusal;
import shop.identity.problem.RequestFields;
import shop.identity.request.RepeatableWrite;

/** {@code …/{id}/status}: where a customer stands, and what staff make of it. */
public final class StatusResource {

    private static final String RESOURCE_TYPE = "SHOP_CUSTOMER_STATUS";

    private final KeycloakSession session;
    private final RealmModel realm;
    private final AdminPermissionEvaluator permissions;
    private final AdminEventBuilder adminEvent;
    private final String customerId;
    private final StatusNotes notes = new StatusNotes();

    public StatusResource(
            KeycloakSession session,
            RealmModel realm,
            AdminPermissionEvaluator permissions,
            AdminEventBuilder adminEvent,
            String customerId) {
        this.session = session;
        this.realm = realm;
        this.permissions = permissions;
        this.adminEvent = adminEvent;
        this.customerId = customerId;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public StatusRepresentation show() {
        UserModel customer = session.users().getUserById(realm, customerId);
        boolean maySee = customer == null
                ? permissions.users().canQuery()
                : permissions.users().canView(customer);
        if (!maySee) {
            throw Refusal.forbidden("The role view-users or manage-users is needed.");
        }
        requireCustomer(customer);
        refuseParameters();
        return StatusRepresentation.of(
                CustomerStatus.of(customer), decisionAbout(customer).note());
    }

    @PUT
    @Produces(MediaType.APPLICATION_JSON)
    public Response change(InputStream body) {
        UserModel customer = session.users().getUserById(realm, customerId);
        boolean mayChange = customer == null
                ? permissions.users().canQuery()
                : permissions.users().canManage(customer);
        if (!mayChange) {
            throw Refusal.forbidden("The role manage-users is needed.");
        }
        requireCustomer(customer);
        refuseParameters();
        byte[] sent = RequestFields.read(body);
        String staffId = permissions.adminAuth().getUser().getId();
        return RepeatableWrite.once(session, staffId, sent, () -> change(customer, sent, staffId));
    }

    private Response change(UserModel customer, byte[] sent, String staffId) {
        StatusOrder order = StatusOrder.of(RequestFields.ofBody(sent));
        StatusDecision.Outcome outcome = decisionAbout(customer).carryOut(order, staffId);
        if (outcome.isNews()) {
            // The reason is for those who may see the customer, and events are seen by others.
            adminEvent
                    .resource(RESOURCE_TYPE)
                    .operation(OperationType.UPDATE)
                    .resourcePath(session.getContext().getUri())
                    .representation(Map.of("status", outcome.status()))
                    .success();
        }
        return Response.ok(StatusRepresentation.of(outcome.status(), outcome.note()))
                .build();
    }

    private StatusDecision decisionAbout(UserModel customer) {
        return new StatusDecision(session, realm, customer, notes);
    }

    /** Who may see no customers is not told which there are: that was asked before. */
    private static void requireCustomer(UserModel customer) {
        if (customer == null || customer.getServiceAccountClientLink() != null) {
            throw Refusal.notFound("This realm has no such customer.");
        }
    }

    private void refuseParameters() {
        RequestFields.ofQuery(session.getContext().getUri().getQueryParameters())
                .refuseOthers();
    }
}
