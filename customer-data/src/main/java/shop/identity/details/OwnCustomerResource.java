package shop.identity.details;

import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import org.keycloak.models.KeycloakSession;
import shop.identity.customer.CustomerPart;
import shop.identity.problem.Refusal;
import shop.identity.request.SignedInCustomer;

/** {@code /realms/{realm}/shop-customer}: customers see and change what is theirs. Whose it is says the token alone. */
public final class OwnCustomerResource {

    private final KeycloakSession session;

    OwnCustomerResource(KeycloakSession session) {
        this.session = session;
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
