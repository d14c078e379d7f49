package shop.identity.history;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.services.resources.admin.fgap.AdminPermissionEvaluator;
import shop.identity.problem.Refusal;
import shop.identity.problem.RequestFields;
import shop.identity.request.SentId;
import shop.identity.server.KeycloakTransactions;

/** {@code /admin/realms/{realm}/shop-logins/{id}}: a customer's last login, for whoever may see the customer. */
public final class LastLoginResource {

    private final KeycloakSession session;
    private final RealmModel realm;
    private final AdminPermissionEvaluator permissions;
    private final LoginTable table;

    LastLoginResource(
            KeycloakSession session, RealmModel realm, AdminPermissionEvaluator permissions, LoginTable table) {
        this.session = session;
        this.realm = realm;
        this.permissions = permissions;
        this.table = table;
    }

    /** Who may see no customers is not told which there are. */
    @GET
    @Path("{id}")
    @Produces(MediaType.APPLICATION_JSON)
    public LastLoginRepresentation last(@PathParam("id") String id) {
        UserModel customer = SentId.user(session, realm, id);
        boolean maySee = customer == null
                ? permissions.users().canQuery()
                : permissions.users().canView(customer);
        if (!maySee) {
            throw Refusal.forbidden("The role view-users or manage-users is needed.");
        }
        RequestFields.ofQuery(session.getContext().getUri().getQueryParameters())
                .refuseOthers();
        return KeycloakTransactions.within(session, connection -> table.last(connection, realm.getId(), id))
                .map(LastLoginRepresentation::of)
                .orElseThrow(() -> Refusal.notFound("This realm knows of no login of such a customer."));
    }
}
