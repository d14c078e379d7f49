package shop.identity.erasure.staff;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.Supplier;
import org.keycloak.events.admin.OperationType;
import org.keycloak.models.UserModel;
import shop.identity.erasure.Erasure;
import shop.identity.erasure.Erasures;
import shop.identity.erasure.own.PrivacyFactory;
import shop.identity.problem.Refusal;
import shop.identity.problem.RequestFields;
import shop.identity.remote.ErasureTasksResource;

/** {@code …/erasures/{id}}: one request. */
public final class ErasureResource {

    private final PrivacyRequest request;
    private final PrivacyFactory privacy;
    private final Erasures erasures;
    private final Erasure erasure;

    /** @param erasure null: there is none of that id */
    ErasureResource(PrivacyRequest request, PrivacyFactory privacy, Erasure erasure) {
        this.request = request;
        this.privacy = privacy;
        this.erasures = privacy.erasures();
        this.erasure = erasure;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public Response show() {
        request.requireView(customer());
        request.query().refuseOthers();
        requireKnown();
        return shown(erasure);
    }

    @POST
    @Path("cancel")
    @Produces(MediaType.APPLICATION_JSON)
    public Response cancel(InputStream body) {
        return change(body, "cancel", sent -> {
            RequestFields.ofBody(sent).refuseOthers();
            return erasures.cancel(request.session(), request.realm(), erasure, request.staff());
        });
    }

    /** Two further months, once: Article 12(3). The customer is told, with the reason. */
    @POST
    @Path("extend")
    @Produces(MediaType.APPLICATION_JSON)
    public Response extend(InputStream body) {
        return change(body, "extend", sent -> {
            RequestFields fields = RequestFields.ofBody(sent);
            Optional<String> reason = Reason.of(fields);
            fields.refuseOthers();
            return erasures.extend(
                    request.session(), request.realm(), erasure, request.staff().staffId(), reason.orElseThrow());
        });
    }

    /** What other services were told of it. */
    @Path("tasks")
    public ErasureTasksResource tasks() {
        request.requireView(customer());
        requireKnown();
        return new ErasureTasksResource(request.desk(privacy.remote()), erasure.id());
    }

    private interface Change {
        Erasure of(byte[] sent);
    }

    private Response change(InputStream body, String name, Change change) {
        request.requireManage(customer());
        request.query().refuseOthers();
        byte[] sent = RequestFields.read(body);
        requireKnown();
        Supplier<Response> work = () -> {
            Erasure changed = change.of(sent);
            request.record(OperationType.ACTION, "erasures", erasure.id(), name);
            return shown(changed);
        };
        // Of one without a customer nothing can be changed, so no answer is kept.
        return erasure.customerId() == null ? work.get() : request.once(sent, erasure.customerId(), work);
    }

    private UserModel customer() {
        return erasure == null || erasure.customerId() == null
                ? null
                : request.session().users().getUserById(request.realm(), erasure.customerId());
    }

    private void requireKnown() {
        if (erasure == null) {
            throw Refusal.notFound("There is no such request.");
        }
    }

    private Response shown(Erasure shown) {
        return Response.ok(RegisterRepresentation.of(shown, erasures.now()))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }
}
