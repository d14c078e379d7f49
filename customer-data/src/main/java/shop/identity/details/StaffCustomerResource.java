package shop.identity.details;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.services.resources.admin.AdminEventBuilder;
import org.keycloak.services.resources.admin.fgap.AdminPermissionEvaluator;
import org.keycloak.userprofile.UserProfileContext;
import shop.identity.problem.RequestFields;
import shop.identity.status.StatusResource;

/** {@code …/shop-customers/{id}}: one customer, whom the caller may see. What may be changed each method asks for itself. */
public final class StaffCustomerResource {

    private final KeycloakSession session;
    private final RealmModel realm;
    private final UserModel customer;
    private final AdminPermissionEvaluator permissions;
    private final AdminEventBuilder adminEvent;
    private final CustomerDetails details;

    StaffCustomerResource(
            KeycloakSession session,
            RealmModel realm,
            UserModel customer,
            AdminPermissionEvaluator permissions,
            AdminEventBuilder adminEvent,
            CustomerDetails details) {
        this.session = session;
        this.realm = realm;
        this.customer = customer;
        this.permissions = permissions;
        this.adminEvent = adminEvent;
        this.details = details;
    }

    /** As the customer sees it, and what of the profile staff alone may see. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public Response show() {
        RequestFields.ofQuery(session.getContext().getUri().getQueryParameters())
                .refuseOthers();
        return details.of(realm, customer, new Profile(session, customer, UserProfileContext.USER_API));
    }

    @Path("status")
    public StatusResource status() {
        return new StatusResource(session, realm, permissions, adminEvent, customer);
    }
}
