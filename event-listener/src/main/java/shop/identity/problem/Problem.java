package shop.identity.problem;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;

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
        INVALID("invalid-request", "The request is not valid", 400),
        UNAUTHENTICATED("unauthenticated", "Not signed in", 401),
        FORBIDDEN("forbidden", "Not permitted", 403),
        NOT_FOUND("not-found", "Not found", 404),
        CONFLICT("conflict", "Not possible in the present state", 409),
        OUTDATED("outdated", "Changed by somebody else meanwhile", 412),
        TOO_LARGE("too-large", "Too large", 413),
        ANOTHER_REQUEST("another-request", "The key belongs to another request", 422),
        UNAVAILABLE("unavailable", "Not possible at the moment", 503);

        private final String name;
        private final String title;
        private final int status;

        Kind(String name, String title, int status) {
            this.name = name;
            this.title = title;
            this.status = status;
        }

        String type() {
            return "urn:shop-identity:problem:" + name;
        }
    }

    public Problem {
        errors = List.copyOf(errors);
    }

    Response response() {
        Response.ResponseBuilder response =
                Response.status(kind.status).type(MEDIA_TYPE).entity(json().toString());
        if (kind == Kind.UNAUTHENTICATED) {
            response.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
        return response.build();
    }

    private ObjectNode json() {
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
