package shop.identity.preferences;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import shop.identity.own.OwnRequest;
import shop.identity.problem.RequestFields;

/** {@code …/me/preferences}: how a customer wishes to be written to. */
public final class PreferencesResource {

    private static final JsonMapper JSON = new JsonMapper();

    private final OwnRequest request;
    private final OwnPreferences preferences;

    PreferencesResource(OwnRequest request, OwnPreferences preferences) {
        this.request = request;
        this.preferences = preferences;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public Response get() {
        request.look();
        return shown(preferences.get());
    }

    /** All of them: without a language it is the realm's own. */
    @PUT
    @Produces(MediaType.APPLICATION_JSON)
    public Response replace(InputStream body) {
        return request.change(body, bytes -> change(present -> RequestFields.ofBody(bytes)));
    }

    @PATCH
    @Produces(MediaType.APPLICATION_JSON)
    public Response patch(InputStream body) {
        return request.change(body, bytes -> change(present -> RequestFields.ofPatch(bytes, changeable(present))));
    }

    private Response change(Function<Preferences, RequestFields> fields) {
        return shown(preferences.change(
                present -> request.requireSeen(
                        PreferencesRepresentation.of(present).version()),
                present -> new PreferencesFields(fields.apply(present), preferences.language()).draft(present)));
    }

    private static Map<String, JsonNode> changeable(Preferences present) {
        PreferencesRepresentation shown = PreferencesRepresentation.of(present);
        Map<String, JsonNode> fields = new HashMap<>();
        fields.put(Preferences.LANGUAGE, JSON.valueToTree(shown.language()));
        fields.put(Preferences.CHANNELS, JSON.valueToTree(shown.channels()));
        fields.put(Preferences.NEWSLETTER, JSON.valueToTree(shown.newsletter()));
        return fields;
    }

    @Path("consents")
    public ConsentsResource consents() {
        return new ConsentsResource(request, preferences);
    }

    private static Response shown(Preferences preferences) {
        PreferencesRepresentation shown = PreferencesRepresentation.of(preferences);
        return Response.ok(shown)
                .tag(shown.version().tag())
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }
}
