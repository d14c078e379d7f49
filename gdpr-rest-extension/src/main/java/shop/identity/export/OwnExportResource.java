package shop.identity.export;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.keycloak.events.EventBuilder;
import org.keycloak.events.EventType;
import org.keycloak.models.KeycloakSession;
import shop.identity.customer.Actor;
import shop.identity.problem.RequestFields;
import shop.identity.request.SignedInCustomer;

/** {@code /realms/{realm}/shop-privacy/me/export}: customers get all that is held about themselves. */
public final class OwnExportResource {

    /** In the event, beside who and from where. */
    private static final String DETAIL = "shop_privacy";

    private final KeycloakSession session;
    private final Exports exports;

    public OwnExportResource(KeycloakSession session, Exports exports) {
        this.session = session;
        this.exports = exports;
    }

    /** Whose it is says the token alone: there is no way to ask for somebody else's. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public Response export() {
        SignedInCustomer customer = SignedInCustomer.of(session);
        customer.requireView();
        RequestFields.ofQuery(session.getContext().getUri().getQueryParameters())
                .refuseOthers();
        exports.requireRecent(customer.token());
        Response answer = exports.begin(new Subject(session, customer.realm(), customer.user()), Actor.SELF);
        tell(customer);
        return answer;
    }

    /** Keycloak has no type of event for it. This one is kept by realms that name it among those to be saved. */
    private void tell(SignedInCustomer customer) {
        new EventBuilder(customer.realm(), session, session.getContext().getConnection())
                .event(EventType.USER_INFO_REQUEST)
                .client(customer.token().getIssuedFor())
                .user(customer.user())
                .session(customer.token().getSessionId())
                .detail(DETAIL, "export")
                .success();
    }
}
