package shop.identity.lockout;

import io.micrometer.core.instrument.Metrics;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import org.jboss.logging.Logger;
import org.keycloak.OAuth2Constants;
import org.keycloak.forms.login.LoginFormsProvider;
import org.keycloak.models.KeycloakSession;
import shop.identity.limits.Attempt;
import shop.identity.link.LinkPages;

/** The answer to an attempt that cannot be counted: 503, as a page for browsers, as OAuth's error for applications. */
final class CounterAway {

    private static final Logger LOG = Logger.getLogger(CounterAway.class);

    private final KeycloakSession session;

    CounterAway(KeycloakSession session, RuntimeException cause) {
        this.session = session;
        LOG.warnf(
                "A login cannot be counted, and is refused (%s)",
                cause.getClass().getSimpleName());
        LOG.debug("count failed", cause);
        Metrics.globalRegistry.counter("shop.login.uncounted").increment();
    }

    WebApplicationException asAnswer() {
        return new WebApplicationException(isOfBrowser() ? page() : error());
    }

    private boolean isOfBrowser() {
        return session.getContext().getHttpRequest().getHttpHeaders().getAcceptableMediaTypes().stream()
                .anyMatch(MediaType.TEXT_HTML_TYPE::equals);
    }

    private Response page() {
        return LinkPages.refused(session.getProvider(LoginFormsProvider.class), Attempt.unavailable());
    }

    private static Response error() {
        return Response.status(Response.Status.SERVICE_UNAVAILABLE)
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(Map.of(
                        OAuth2Constants.ERROR,
                        "temporarily_unavailable",
                        OAuth2Constants.ERROR_DESCRIPTION,
                        "Service temporarily unavailable, please try again"))
                .build();
    }
}
