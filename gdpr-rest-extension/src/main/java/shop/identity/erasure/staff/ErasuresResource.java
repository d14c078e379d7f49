package shop.identity.erasure.staff;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.keycloak.events.admin.OperationType;
import org.keycloak.models.UserModel;
import shop.identity.erasure.Erasure;
import shop.identity.erasure.ErasureState;
import shop.identity.erasure.Erasures;
import shop.identity.erasure.Register;
import shop.identity.erasure.own.PrivacyFactory;
import shop.identity.problem.Refusal;
import shop.identity.problem.RequestFields;
import shop.identity.request.SentId;
import shop.identity.server.KeycloakTransactions;

/** {@code …/erasures}: the register of requests. */
public final class ErasuresResource {

    private static final int USUAL_PAGE = 20;
    private static final int LARGEST_PAGE = 100;

    private final PrivacyRequest request;
    private final PrivacyFactory privacy;
    private final Erasures erasures;

    ErasuresResource(PrivacyRequest request, PrivacyFactory privacy) {
        this.request = request;
        this.privacy = privacy;
        this.erasures = privacy.erasures();
    }

    /** The newest first. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public Response list() {
        request.requireView();
        Register.Page page = page(request.query());
        List<RegisterRepresentation> lines = KeycloakTransactions.within(
                        request.session(),
                        connection -> erasures.register()
                                .page(connection, request.realm().getId(), page))
                .stream()
                .map(erasure -> RegisterRepresentation.of(erasure, erasures.now()))
                .toList();
        return Response.ok(lines).header(HttpHeaders.CACHE_CONTROL, "no-store").build();
    }

    private static Register.Page page(RequestFields query) {
        Optional<String> named = query.text("state");
        Optional<ErasureState> state = named.flatMap(ErasureState::of);
        if (named.isPresent() && state.isEmpty()) {
            query.wrong("state", "has to be requested, cancelled or completed");
        }
        Optional<String> customerId = query.text("customerId");
        int first = query.number("first", 0, Integer.MAX_VALUE).orElse(0);
        int most = query.number("max", 1, LARGEST_PAGE).orElse(USUAL_PAGE);
        query.refuseOthers();
        return new Register.Page(state.orElse(null), customerId.orElse(null), first, most);
    }

    /** For a customer who asked in another way. The customer gets the same mail. */
    @POST
    @Produces(MediaType.APPLICATION_JSON)
    public Response request(InputStream body) {
        request.requireManageAnybody();
        request.query().refuseOthers();
        byte[] sent = RequestFields.read(body);
        UserModel customer = SentId.user(request.session(), request.realm(), customerId(RequestFields.ofBody(sent)));
        request.requireManage(customer);
        if (customer == null) {
            throw Refusal.notFound("This realm has no such customer.");
        }
        return request.once(sent, customer.getId(), () -> {
            Erasure erasure = erasures.request(
                    request.session(),
                    request.realm(),
                    customer,
                    request.staff(),
                    privacy.options().grace());
            request.record(OperationType.CREATE, "erasures", erasure.id());
            return Response.created(request.child(erasure.id()))
                    .entity(RegisterRepresentation.of(erasure, erasures.now()))
                    .header(HttpHeaders.CACHE_CONTROL, "no-store")
                    .build();
        });
    }

    private static String customerId(RequestFields fields) {
        if (!fields.has("customerId")) {
            fields.wrong("customerId", "is needed");
        }
        Optional<String> id = fields.text("customerId");
        fields.refuseOthers();
        return id.orElseThrow();
    }

    @Path("{id}")
    public ErasureResource erasure(@PathParam("id") String id) {
        Erasure erasure = RequestId.canBe(id)
                ? erasures.find(request.session(), request.realm(), id).orElse(null)
                : null;
        return new ErasureResource(request, privacy, erasure);
    }
}
