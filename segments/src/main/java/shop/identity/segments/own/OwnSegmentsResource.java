package shop.identity.segments.own;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.keycloak.models.KeycloakSession;
import shop.identity.customer.CustomerPart.SignedIn;
import shop.identity.problem.RequestFields;

/** {@code /realms/{realm}/shop-customer/me/segments}: what customers can see of the segments they are in. */
public final class OwnSegmentsResource {

    private final KeycloakSession session;
    private final SignedIn customer;

    OwnSegmentsResource(KeycloakSession session, SignedIn customer) {
        this.session = session;
        this.customer = customer;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public Response list() {
        customer.requireView();
        RequestFields.ofQuery(session.getContext().getUri().getQueryParameters())
                .refuseOthers();
        return Response.ok(OwnSegments.of(customer.user()))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }
}
