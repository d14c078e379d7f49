package shop.identity.stack;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A request that cannot be served, as a problem document (RFC 9457). */
final class Refusal extends RuntimeException {

    private final int status;
    private final String title;
    private final String field;

    private Refusal(int status, String title, String detail, String field) {
        super(detail);
        this.status = status;
        this.title = title;
        this.field = field;
    }

    /**
     * A value that is not accepted.
     *
     * @param field where it stands in the body, or the header's name
     */
    static Refusal badField(String field, String detail) {
        return new Refusal(400, "Bad Request", detail, field);
    }

    static Refusal notFound(String path) {
        return new Refusal(404, "Not Found", "There is nothing at " + path + ".", null);
    }

    static Refusal methodNotAllowed(String method, String path) {
        return new Refusal(405, "Method Not Allowed", path + " takes no " + method + ".", null);
    }

    static Refusal tooLarge(int limit) {
        return new Refusal(413, "Content Too Large", "The body is longer than " + limit + " bytes.", null);
    }

    static Refusal fault(int status) {
        return new Refusal(status, "Fault", "This answer was asked for with PUT /faults.", null);
    }

    static Refusal unexpected(Exception cause) {
        return new Refusal(500, "Internal Server Error", cause.toString(), null);
    }

    Answer answer() {
        Map<String, Object> problem = new LinkedHashMap<>();
        problem.put("type", "about:blank");
        problem.put("title", title);
        problem.put("status", status);
        problem.put("detail", getMessage());
        if (field != null) {
            problem.put("errors", List.of(Map.of("field", field, "message", getMessage())));
        }
        return Answer.of(status, "application/problem+json", Json.write(problem));
    }
}
