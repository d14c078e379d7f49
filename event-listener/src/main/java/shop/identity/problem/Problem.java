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
        INVALID("invalid-request", "The request is not valid", Response.Status.BAD_REQUEST),
        UNAUTHENTICATED("unauthenticated", "Not signed in", Response.Status.UNAUTHORIZED),
        FORBIDDEN("forbidden", "Not permitted", Response.Status.FORBIDDEN),
        NOT_FOUND("not-found", "Not found", Response.Status.NOT_FOUND),
        CONFLICT("conflict", "Not possible in the present state", Response.Status.CONFLICT);

        private final String name;
        private final String title;
        private final Response.Status status;

        Kind(String name, String title, Response.Status status) {
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
                .put("status", kind.status.getStatusCode())
                .put("detail", detail);
        if (!errors.isEmpty()) {
            ArrayNode list = json.putArray("errors");
            errors.forEach(error -> list.addObject().put("field", error.field()).put("detail", error.detail()));
        }
        return json;
    }
}
