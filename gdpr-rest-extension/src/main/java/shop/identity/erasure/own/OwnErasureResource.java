package shop.identity.erasure.own;

import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import org.keycloak.models.KeycloakSession;
import shop.identity.erasure.Erasure;
import shop.identity.erasure.ErasureOptions;
import shop.identity.erasure.Erasures;
import shop.identity.erasure.Party;
import shop.identity.erasure.ServerClock;
import shop.identity.problem.Refusal;
import shop.identity.problem.RequestFields;
import shop.identity.request.RecentAuthentication;
import shop.identity.request.RepeatableWrite;
import shop.identity.request.SignedInCustomer;

/** {@code …/me/erasure}: a customer's own request to be erased. */
public final class OwnErasureResource {

    private final KeycloakSession session;
    private final Erasures erasures;
    private final ErasureOptions options;
    private final RecentAuthentication recent;

    OwnErasureResource(KeycloakSession session, Erasures erasures, ErasureOptions options) {
        this.session = session;
        this.erasures = erasures;
        this.options = options;
        this.recent = new RecentAuthentication(options.recent(), new ServerClock());
    }

    /** The last one. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public Response show() {
        SignedInCustomer customer = SignedInCustomer.of(session);
        customer.requireView();
        refuseParameters();
        return shown(Response.ok(), last(customer));
    }

    /** It has no fields: whoever asks for it asks for everything. */
    @POST
    @Produces(MediaType.APPLICATION_JSON)
    public Response request(InputStream body) {
        SignedInCustomer customer = SignedInCustomer.of(session);
        customer.requireManage();
        refuseParameters();
        recent.require(customer.token());
        byte[] sent = RequestFields.read(body);
        return RepeatableWrite.once(session, customer.user().getId(), sent, () -> {
            RequestFields.ofBody(sent).refuseOthers();
            Erasure erasure =
                    erasures.request(session, customer.realm(), customer.user(), Party.CUSTOMER, options.grace());
            return shown(Response.created(session.getContext().getUri().getAbsolutePath()), erasure);
        });
    }

    /** Everything stays as it is: for that, no login has to be recent. */
    @DELETE
    @Produces(MediaType.APPLICATION_JSON)
    public Response cancel() {
        SignedInCustomer customer = SignedInCustomer.of(session);
        customer.requireManage();
        refuseParameters();
        return RepeatableWrite.once(session, customer.user().getId(), new byte[0], () -> {
            Erasure cancelled = erasures.cancel(session, customer.realm(), last(customer), Party.CUSTOMER);
            return shown(Response.ok(), cancelled);
        });
    }

    private Erasure last(SignedInCustomer customer) {
        return erasures.of(session, customer.realm(), customer.user().getId()).stream()
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("No erasure was asked for."));
    }

    private Response shown(Response.ResponseBuilder answer, Erasure erasure) {
        return answer.entity(ErasureRepresentation.of(erasure, erasure.canBeCancelled(erasures.now())))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    private void refuseParameters() {
        RequestFields.ofQuery(session.getContext().getUri().getQueryParameters())
                .refuseOthers();
    }
}
