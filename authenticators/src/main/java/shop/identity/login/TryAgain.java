package shop.identity.login;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import org.keycloak.OAuth2Constants;
import org.keycloak.forms.login.LoginFormsProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.sessions.AuthenticationSessionModel;
import shop.identity.limits.Attempt;
import shop.identity.link.LinkPages;

/**
 * The answer to an attempt at which nothing was looked: 503 where it cannot be counted, 429 where there are too many; a page for
 * browsers, OAuth's error for applications.
 */
public final class TryAgain {

    private TryAgain() {}

    /** To be thrown where Keycloak would take any answer for a wrong or a right password. */
    public static WebApplicationException inPlaceOfAnswer(KeycloakSession session, Attempt attempt) {
        AuthenticationSessionModel login = session.getContext().getAuthenticationSession();
        boolean isOfBrowser =
                login != null && !session.getContext().getUri().getPath().endsWith("/token");
        return new WebApplicationException(isOfBrowser ? page(session, login, attempt) : error(attempt));
    }

    private static Response page(KeycloakSession session, AuthenticationSessionModel login, Attempt attempt) {
        return LinkPages.refused(
                session.getProvider(LoginFormsProvider.class).setAuthenticationSession(login), attempt);
    }

    static Response error(Attempt attempt) {
        return attempt.verdict() == Attempt.Verdict.UNAVAILABLE
                ? error(
                                Response.Status.SERVICE_UNAVAILABLE,
                                "temporarily_unavailable",
                                "Service temporarily unavailable, please try again")
                        .build()
                : error(Response.Status.TOO_MANY_REQUESTS, "too_many_requests", "Too many attempts")
                        .header(HttpHeaders.RETRY_AFTER, attempt.retrySeconds())
                        .build();
    }

    private static Response.ResponseBuilder error(Response.Status status, String error, String description) {
        return Response.status(status)
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(Map.of(OAuth2Constants.ERROR, error, OAuth2Constants.ERROR_DESCRIPTION, description));
    }
}
