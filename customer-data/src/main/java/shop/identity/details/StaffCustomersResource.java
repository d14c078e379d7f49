package shop.identity.details;

import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.services.resources.admin.AdminEventBuilder;
import org.keycloak.services.resources.admin.fgap.AdminPermissionEvaluator;
import shop.identity.problem.Refusal;
import shop.identity.request.SentId;

/** {@code /admin/realms/{realm}/shop-customers}: customers, for whoever may see them. */
public final class StaffCustomersResource {

    private final KeycloakSession session;
    private final RealmModel realm;
    private final AdminPermissionEvaluator permissions;
    private final AdminEventBuilder adminEvent;
    private final CustomerDetails details;

    StaffCustomersResource(
            KeycloakSession session,
            RealmModel realm,
            AdminPermissionEvaluator permissions,
            AdminEventBuilder adminEvent,
            CustomerDetails details) {
        this.session = session;
        this.realm = realm;
        this.permissions = permissions;
        this.adminEvent = adminEvent;
        this.details = details;
    }

    /** Who may see no customers is not told which there are. */
    @Path("{id}")
    public StaffCustomerResource customer(@PathParam("id") String id) {
        UserModel user = SentId.user(session, realm, id);
        boolean maySee = user == null
                ? permissions.users().canQuery()
                : permissions.users().canView(user);
        if (!maySee) {
            throw Refusal.forbidden("The role view-users or manage-users is needed.");
        }
        if (user == null || user.getServiceAccountClientLink() != null) {
            throw Refusal.notFound("This realm has no such customer.");
        }
        return new StaffCustomerResource(session, realm, user, permissions, adminEvent, details);
    }
}
