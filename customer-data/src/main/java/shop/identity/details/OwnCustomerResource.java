package shop.identity.details;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import org.keycloak.models.KeycloakSession;
import org.keycloak.userprofile.UserProfileContext;
import shop.identity.customer.CustomerPart;
import shop.identity.own.OwnRequest;
import shop.identity.problem.Refusal;
import shop.identity.request.SignedInCustomer;

/** {@code /realms/{realm}/shop-customer}: customers see and change what is theirs. Whose it is says the token alone. */
public final class OwnCustomerResource {

    private final KeycloakSession session;
    private final CustomerDetails details;

    OwnCustomerResource(KeycloakSession session, CustomerDetails details) {
        this.session = session;
        this.details = details;
    }

    /** Everything at once. */
    @GET
    @Path("me")
    @Produces(MediaType.APPLICATION_JSON)
    public Response show() {
        SignedInCustomer customer = SignedInCustomer.of(session);
        new OwnRequest(session, customer).look();
        return details.of(customer.realm(), customer.user(), profile(customer));
    }

    /** The profile alone: each part has a place of its own. */
    @PATCH
    @Path("me")
    @Produces(MediaType.APPLICATION_JSON)
    public Response change(InputStream body) {
        SignedInCustomer customer = SignedInCustomer.of(session);
        return new OwnRequest(session, customer).change(body, bytes -> {
            new ProfileChange(session, customer).make(bytes);
            ObjectNode changed = profile(customer).show();
            return Response.ok(changed)
                    .header(HttpHeaders.CACHE_CONTROL, "no-store")
                    .build();
        });
    }

    private Profile profile(SignedInCustomer customer) {
        return new Profile(session, customer.user(), UserProfileContext.ACCOUNT);
    }

    /** What is below belongs to the room that brings the part. */
    @Path("me/{part}")
    public Object part(@PathParam("part") String name) {
        SignedInCustomer customer = SignedInCustomer.of(session);
        CustomerPart part = session.getProvider(CustomerPart.class, name);
        Object resource = part == null ? null : part.resource(customer);
        if (resource == null) {
            throw Refusal.notFound("There is no such part of a customer.");
        }
        return resource;
    }
}
