package shop.identity.crossorigin;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import java.time.Duration;
import org.keycloak.services.cors.Cors;
import shop.identity.problem.Interfaces;

/**
 * Answers browsers that ask whether a page of another origin may call a customers' interface: any may try, as at Keycloak's own
 * account interface. Whether it may read the answer is said with the answer, when the token has said whose page it is.
 *
 * @see CustomerPages
 * @see <a href="https://fetch.spec.whatwg.org/#cors-preflight-fetch">Fetch: CORS-preflight fetch</a>
 */
@Provider
@PreMatching
public final class Preflights implements ContainerRequestFilter {

    private static final String METHODS = "GET, POST, PUT, PATCH, DELETE";
    private static final String HEADERS = "Authorization, Content-Type, DPoP, Idempotency-Key, If-Match";
    private static final String ASKED_METHOD = "Access-Control-Request-Method";
    private static final Duration KEPT = Duration.ofHours(1);

    @Override
    public void filter(ContainerRequestContext request) {
        String origin = request.getHeaderString(Cors.ORIGIN_HEADER);
        if (origin != null
                && request.getMethod().equals(HttpMethod.OPTIONS)
                && request.getHeaderString(ASKED_METHOD) != null
                && Interfaces.areCustomers(request.getUriInfo().getPath())) {
            request.abortWith(Response.noContent()
                    .header(Cors.ACCESS_CONTROL_ALLOW_ORIGIN, origin)
                    .header(Cors.ACCESS_CONTROL_ALLOW_METHODS, METHODS)
                    .header(Cors.ACCESS_CONTROL_ALLOW_HEADERS, HEADERS)
                    .header(Cors.ACCESS_CONTROL_MAX_AGE, KEPT.toSeconds())
                    .header(HttpHeaders.VARY, Cors.ORIGIN_HEADER)
                    .build());
        }
    }
}
