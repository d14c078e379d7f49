package shop.identity.own;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.net.URI;
import java.util.function.Function;
import org.keycloak.models.KeycloakSession;
import shop.identity.customer.CustomerPart;
import shop.identity.problem.Refusal;
import shop.identity.problem.RequestFields;
import shop.identity.request.EntityVersion;
import shop.identity.request.RepeatableWrite;

/** A request of a customer about something of the customer's own. */
public record OwnRequest(KeycloakSession session, CustomerPart.SignedIn customer) {

    /** @throws shop.identity.problem.Refusal 403; 400 for parameters, of which there are none */
    public void look() {
        customer.requireView();
        refuseParameters();
    }

    /** As {@link #change(InputStream, Function)}, of a request that has no body. */
    public Response change(Function<byte[], Response> work) {
        return change(InputStream.nullInputStream(), work);
    }

    /**
     * Once, however often the request is sent with the same key.
     *
     * @throws shop.identity.problem.Refusal 403; 400 for parameters; 413
     */
    public Response change(InputStream body, Function<byte[], Response> work) {
        customer.requireManage();
        refuseParameters();
        byte[] bytes = RequestFields.read(body);
        return RepeatableWrite.once(session, customer.user().getId(), bytes, () -> work.apply(bytes));
    }

    private void refuseParameters() {
        RequestFields.ofQuery(session.getContext().getUri().getQueryParameters())
                .refuseOthers();
    }

    /** @throws shop.identity.problem.Refusal 412: the caller has seen another */
    public void requireSeen(EntityVersion present) {
        present.requireSeen(headers());
    }

    /** Of what is not there, nobody can have seen a version. */
    public void requireUnseen() {
        if (headers().getHeaderString(HttpHeaders.IF_MATCH) != null) {
            throw Refusal.outdated("There is none, or none any more.");
        }
    }

    private HttpHeaders headers() {
        return session.getContext().getHttpRequest().getHttpHeaders();
    }

    /** The address of what lies below the one that was asked for. */
    public URI child(String name) {
        return session.getContext().getUri().getAbsolutePathBuilder().path(name).build();
    }
}
