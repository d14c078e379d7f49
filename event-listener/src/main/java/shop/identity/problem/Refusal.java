package shop.identity.problem;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.List;
import org.keycloak.services.ErrorResponseException;

/**
 * Thrown to refuse a request: the transaction rolls back, and the caller gets the problem. The only place where answers
 * of that kind are made.
 */
public final class Refusal extends ErrorResponseException {

    private static final long serialVersionUID = 1;

    private Refusal(Problem problem) {
        this(problem.response());
    }

    private Refusal(Response response) {
        super(response);
    }

    /** 400: the fields tell what is wrong. */
    public static Refusal invalid(List<FieldError> errors) {
        String detail = errors.size() == 1
                ? errors.get(0).field() + ": " + errors.get(0).detail()
                : errors.size() + " fields or parameters are not valid.";
        return new Refusal(new Problem(Problem.Kind.INVALID, detail, errors));
    }

    /** 400: not a question of single fields. */
    public static Refusal invalid(String detail) {
        return new Refusal(new Problem(Problem.Kind.INVALID, detail, List.of()));
    }

    /** 401. */
    public static Refusal unauthenticated(String detail) {
        return new Refusal(new Problem(Problem.Kind.UNAUTHENTICATED, detail, List.of()));
    }

    /** 403. */
    public static Refusal forbidden(String detail) {
        return new Refusal(new Problem(Problem.Kind.FORBIDDEN, detail, List.of()));
    }

    /** 403: the customer has to sign in again, in the same session or another. */
    public static Refusal signedInLongAgo(String detail) {
        return new Refusal(new Problem(Problem.Kind.SIGNED_IN_LONG_AGO, detail, List.of()));
    }

    /** 404. */
    public static Refusal notFound(String detail) {
        return new Refusal(new Problem(Problem.Kind.NOT_FOUND, detail, List.of()));
    }

    /** 409. */
    public static Refusal conflict(String detail) {
        return new Refusal(new Problem(Problem.Kind.CONFLICT, detail, List.of()));
    }

    /**
     * 409: a change of status that no customer can make. It may come as the answer of Keycloak's own interfaces, whose readers
     * look for the sentence where Keycloak puts it.
     */
    public static Refusal illegalStatus(String detail) {
        return new Refusal(new Problem(Problem.Kind.CONFLICT, detail, List.of()).responseAsKeycloaksToo());
    }

    /** 412: the caller has not seen what is there now. */
    public static Refusal outdated(String detail) {
        return new Refusal(new Problem(Problem.Kind.OUTDATED, detail, List.of()));
    }

    /** 413. */
    public static Refusal tooLarge(String detail) {
        return new Refusal(new Problem(Problem.Kind.TOO_LARGE, detail, List.of()));
    }

    /** 422: a key for repeating a request came with another one. */
    public static Refusal anotherRequest(String detail) {
        return new Refusal(new Problem(Problem.Kind.ANOTHER_REQUEST, detail, List.of()));
    }

    /**
     * 429.
     *
     * @param retryAfter when it is not too many any more
     */
    public static Refusal tooMany(String detail, Duration retryAfter) {
        long seconds = Math.max(1, retryAfter.plusMillis(999).toSeconds());
        return new Refusal(Response.fromResponse(new Problem(Problem.Kind.TOO_MANY, detail, List.of()).response())
                .header(HttpHeaders.RETRY_AFTER, seconds)
                .build());
    }

    /** 503: may be tried again. */
    public static Refusal unavailable(String detail) {
        return new Refusal(new Problem(Problem.Kind.UNAVAILABLE, detail, List.of()));
    }
}
