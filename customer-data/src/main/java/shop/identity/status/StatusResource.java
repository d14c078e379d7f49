package shop.identity.status;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
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
    private final UserModel customer;
    private final StatusNotes notes = new StatusNotes();

    /** @param customer may be seen by who asks */
    public StatusResource(
            KeycloakSession session,
            RealmModel realm,
            AdminPermissionEvaluator permissions,
            AdminEventBuilder adminEvent,
            UserModel customer) {
        this.session = session;
        this.realm = realm;
        this.permissions = permissions;
        this.adminEvent = adminEvent;
        this.customer = customer;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public Response show() {
        refuseParameters();
        return shown(
                StatusRepresentation.of(CustomerStatus.of(customer), decision().note()));
    }

    @PUT
    @Produces(MediaType.APPLICATION_JSON)
    public Response change(InputStream body) {
        if (!permissions.users().canManage(customer)) {
            throw Refusal.forbidden("The role manage-users is needed.");
        }
        refuseParameters();
        byte[] sent = RequestFields.read(body);
        String staffId = permissions.adminAuth().getUser().getId();
        return RepeatableWrite.once(session, staffId, customer.getId(), sent, () -> change(sent, staffId));
    }

    private Response change(byte[] sent, String staffId) {
        StatusOrder order = StatusOrder.of(RequestFields.ofBody(sent));
        StatusDecision.Outcome outcome = decision().carryOut(order, staffId);
        if (outcome.isNews()) {
            // The reason is for those who may see the customer, and events are seen by others.
            adminEvent
                    .resource(RESOURCE_TYPE)
                    .operation(OperationType.UPDATE)
                    .resourcePath(session.getContext().getUri())
                    .representation(Map.of("status", outcome.status()))
                    .success();
        }
        return shown(StatusRepresentation.of(outcome.status(), outcome.note()));
    }

    private static Response shown(StatusRepresentation status) {
        return Response.ok(status).header(HttpHeaders.CACHE_CONTROL, "no-store").build();
    }

    private StatusDecision decision() {
        return new StatusDecision(session, realm, customer, notes);
    }

    private void refuseParameters() {
        RequestFields.ofQuery(session.getContext().getUri().getQueryParameters())
                .refuseOthers();
    }
}
