package shop.identity.export;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.keycloak.events.admin.OperationType;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.services.resources.admin.AdminEventBuilder;
import org.keycloak.services.resources.admin.fgap.AdminPermissionEvaluator;
import shop.identity.customer.Actor;
import shop.identity.problem.Refusal;
import shop.identity.problem.RequestFields;
import shop.identity.request.SentId;

/**
 * {@code /admin/realms/{realm}/shop-privacy/customers/{id}/export}: what is held about a customer who asked for it by letter, say.
 * For whoever may see the customer and the customer's events, which are in it.
 */
public final class StaffExportResource {

    private static final String RESOURCE = "shop-privacy";
    private static final String RESOURCE_TYPE = "SHOP_PRIVACY";

    private final KeycloakSession session;
    private final RealmModel realm;
    private final AdminPermissionEvaluator permissions;
    private final AdminEventBuilder adminEvent;
    private final Exports exports;
    private final String id;

    /** @param id of the customer, as it was sent */
    public StaffExportResource(
            KeycloakSession session,
            RealmModel realm,
            AdminPermissionEvaluator permissions,
            AdminEventBuilder adminEvent,
            Exports exports,
            String id) {
        this.session = session;
        this.realm = realm;
        this.permissions = permissions;
        this.adminEvent = adminEvent;
        this.exports = exports;
        this.id = id;
    }

    /** Who may see no customers is not told which there are. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public Response export() {
        UserModel customer = SentId.user(session, realm, id);
        boolean maySee = customer == null
                ? permissions.users().canQuery()
                : permissions.users().canView(customer);
        if (!maySee || !permissions.realm().canViewEvents()) {
            throw Refusal.forbidden("The roles view-users and view-events are needed.");
        }
        RequestFields.ofQuery(session.getContext().getUri().getQueryParameters())
                .refuseOthers();
        if (customer == null || customer.getServiceAccountClientLink() != null) {
            throw Refusal.notFound("This realm has no such customer.");
        }
        Response answer = exports.begin(new Subject(session, realm, customer), Actor.ADMIN);
        adminEvent
                .resource(RESOURCE_TYPE)
                .operation(OperationType.ACTION)
                .resourcePath(RESOURCE, "customers", customer.getId(), "export")
                .success();
        return answer;
    }
}
