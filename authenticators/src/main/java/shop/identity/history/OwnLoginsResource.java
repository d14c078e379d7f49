package shop.identity.history;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.keycloak.models.KeycloakSession;
import shop.identity.problem.RequestFields;
import shop.identity.request.SignedInCustomer;
import shop.identity.server.KeycloakTransactions;

/** {@code /realms/{realm}/shop-logins}: what customers can see of their own logins. */
public final class OwnLoginsResource {

    private static final int USUAL_PAGE = 20;
    private static final int LARGEST_PAGE = 100;

    private final KeycloakSession session;
    private final LoginTable table;

    OwnLoginsResource(KeycloakSession session, LoginTable table) {
        this.session = session;
        this.table = table;
    }

    /** Whose they are says the token alone: there is no way to ask for somebody else's. */
    @GET
    @Path("me")
    @Produces(MediaType.APPLICATION_JSON)
    public Response list() {
        SignedInCustomer customer = SignedInCustomer.of(session);
        customer.requireView();
        RequestFields query =
                RequestFields.ofQuery(session.getContext().getUri().getQueryParameters());
        int first = query.number("first", 0, Integer.MAX_VALUE).orElse(0);
        int most = query.number("max", 1, LARGEST_PAGE).orElse(USUAL_PAGE);
        query.refuseOthers();
        String realmId = session.getContext().getRealm().getId();
        String userId = customer.user().getId();
        List<LoginRepresentation> logins =
                KeycloakTransactions.within(
                                session, connection -> table.ofCustomer(connection, realmId, userId, first, most))
                        .stream()
                        .map(LoginRepresentation::of)
                        .toList();
        return Response.ok(logins).header(HttpHeaders.CACHE_CONTROL, "no-store").build();
    }
}
