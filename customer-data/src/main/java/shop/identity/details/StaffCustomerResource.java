package shop.identity.details;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.services.resources.admin.AdminEventBuilder;
import org.keycloak.services.resources.admin.fgap.AdminPermissionEvaluator;
import shop.identity.customer.CustomerStatus;
import shop.identity.problem.RequestFields;
import shop.identity.status.StatusResource;

/** {@code …/shop-customers/{id}}: one customer, whom the caller may see. What may be changed each method asks for itself. */
public final class StaffCustomerResource {

    private final KeycloakSession session;
    private final RealmModel realm;
    private final UserModel customer;
    private final AdminPermissionEvaluator permissions;
    private final AdminEventBuilder adminEvent;

    StaffCustomerResource(
            KeycloakSession session,
            RealmModel realm,
            UserModel customer,
            AdminPermissionEvaluator permissions,
            AdminEventBuilder adminEvent) {
        this.session = session;
        this.realm = realm;
        this.customer = customer;
        this.permissions = permissions;
        this.adminEvent = adminEvent;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public Response show() {
        RequestFields.ofQuery(session.getContext().getUri().getQueryParameters())
                .refuseOthers();
        return Response.ok(Map.of("id", customer.getId(), "status", CustomerStatus.of(customer)))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    @Path("status")
    public StatusResource status() {
        return new StatusResource(session, realm, permissions, adminEvent, customer);
    }
}
