package shop.identity.preferences;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.List;
import shop.identity.consent.ConsentRepresentation;
import shop.identity.consent.PastConsentRepresentation;
import shop.identity.customer.ConsentKind;
import shop.identity.own.OwnRequest;
import shop.identity.problem.Refusal;
import shop.identity.problem.RequestFields;
import shop.identity.text.TextFields;

/** {@code …/me/preferences/consents}: what the customer ever agreed to or refused, and the next decision. */
public final class ConsentsResource {

    private static final int LONGEST_VERSION = 255;
    private static final int MOST = 100;
    private static final int PAGE = 20;

    private final OwnRequest request;
    private final OwnPreferences preferences;

    ConsentsResource(OwnRequest request, OwnPreferences preferences) {
        this.request = request;
        this.preferences = preferences;
    }

    /** The newest first. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public Response history() {
        request.customer().requireView();
        RequestFields query =
                RequestFields.ofQuery(request.session().getContext().getUri().getQueryParameters());
        int first = query.number("first", 0, Integer.MAX_VALUE).orElse(0);
        int most = query.number("max", 1, MOST).orElse(PAGE);
        query.refuseOthers();
        List<PastConsentRepresentation> history = preferences.history(first, most).stream()
                .map(PastConsentRepresentation::of)
                .toList();
        return shown(history);
    }

    /** Giving and withdrawing are the same request. */
    @PUT
    @Path("{kind}")
    @Produces(MediaType.APPLICATION_JSON)
    public Response decide(@PathParam("kind") String name, InputStream body) {
        return request.change(body, bytes -> decide(kind(name), RequestFields.ofBody(bytes)));
    }

    private static ConsentKind kind(String name) {
        return ConsentKind.named(name).orElseThrow(() -> Refusal.notFound("There is no such consent."));
    }

    private Response decide(ConsentKind kind, RequestFields fields) {
        if (!fields.has("given")) {
            fields.wrong("given", "is needed");
        }
        boolean isGiven = fields.flag("given").orElse(false);
        String complaint = "is needed: the version of the text that is agreed to";
        TextFields texts = new TextFields(fields);
        String version = (isGiven
                        ? texts.neededLine("textVersion", LONGEST_VERSION, complaint)
                        : texts.line("textVersion", LONGEST_VERSION))
                .orElse(null);
        fields.refuseOthers();
        Preferences changed = preferences.decide(kind, isGiven, version);
        return shown(ConsentRepresentation.of(kind, changed.consents()));
    }

    private static Response shown(Object entity) {
        return Response.ok(entity).header(HttpHeaders.CACHE_CONTROL, "no-store").build();
    }
}
