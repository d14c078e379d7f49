package shop.identity.problem;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Why a request is refused, in the form that every REST interface of the pack answers with.
 *
 * @param detail a sentence for the reader: what is wrong, or what to do
 * @param errors what is wrong with each field; empty unless the kind is {@link Kind#INVALID}
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9457">RFC 9457, problem details</a>
 */
public record Problem(Kind kind, String detail, List<FieldError> errors) {

    public static final MediaType MEDIA_TYPE = new MediaType("application", "problem+json");

    /** The kinds of problem. Their {@code type} is a name, not a place to look up. */
    public enum Kind {
        INVALID("invalid-request", "The request is not valid", 400, "The request cannot be understood."),
        UNAUTHENTICATED("unauthenticated", "Not signed in", 401, "A valid access token is needed."),
        FORBIDDEN("forbidden", "Not permitted", 403, "The access token does not carry the right to do this."),
        SIGNED_IN_LONG_AGO("signed-in-long-ago", "Signed in too long ago", 403, "Sign in again, then try once more."),
        NOT_FOUND("not-found", "Not found", 404, "There is nothing at this address."),
        NO_SUCH_METHOD("no-such-method", "No such method", 405, "This address does not take the method."),
        NOT_ACCEPTABLE("not-acceptable", "Not to be had in this form", 406, "Answers are JSON."),
        CONFLICT("conflict", "Not possible in the present state", 409, "This is not possible now."),
        OUTDATED("outdated", "Changed by somebody else meanwhile", 412, "It was changed since."),
        TOO_LARGE("too-large", "Too large", 413, "The request is too large."),
        UNREADABLE("unreadable", "Not in a form that can be read", 415, "The body has to be JSON."),
        ANOTHER_REQUEST("another-request", "The key belongs to another request", 422, "The request was another one."),
        TOO_MANY("too-many-requests", "Too many of late", 429, "There were too many of late; try again later."),
        FAILED("failed", "Failed", 500, "The server could not do this; its log says why."),
        UNAVAILABLE("unavailable", "Not possible at the moment", 503, "This can be tried again later.");

        private final String name;
        private final String title;
        private final int status;
        private final String sentence;

        /** @param sentence the detail where nobody says more */
        Kind(String name, String title, int status, String sentence) {
            this.name = name;
            this.title = title;
            this.status = status;
            this.sentence = sentence;
        }

        String type() {
            return "urn:shop-identity:problem:" + name;
        }
    }

    public Problem {
        errors = List.copyOf(errors);
    }

    /** @return empty for a status that no problem has */
    static Optional<Problem> of(int status) {
        return Stream.of(Kind.values())
                .filter(kind -> kind.status == status)
                .findFirst()
                .map(kind -> new Problem(kind, kind.sentence, List.of()));
    }

    Response response() {
        return response(json());
    }

    /** With the sentence also where Keycloak's own errors have it, and its admin console looks for it. */
    Response responseAsKeycloaksToo() {
        return response(json().put("errorMessage", detail));
    }

    private Response response(ObjectNode json) {
        Response.ResponseBuilder response =
                Response.status(kind.status).type(MEDIA_TYPE).entity(json.toString());
        if (kind == Kind.UNAUTHENTICATED) {
            response.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
        return response.build();
    }

    ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("type", kind.type())
                .put("title", kind.title)
                .put("status", kind.status)
                .put("detail", detail);
        if (!errors.isEmpty()) {
            ArrayNode list = json.putArray("errors");
            errors.forEach(error -> list.addObject().put("field", error.field()).put("detail", error.detail()));
        }
        return json;
    }
}
