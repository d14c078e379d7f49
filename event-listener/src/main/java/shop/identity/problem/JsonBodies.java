package shop.identity.problem;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Refuses bodies at the pack's REST interfaces that are not said to be JSON: before the server reads them as a form, which it does
 * wherever a form might be, and fails at what is none.
 */
@Provider
@PreMatching
public final class JsonBodies implements ContainerRequestFilter {

    private static final Pattern JSON =
            Pattern.compile("application/(?:json|[a-z0-9.-]+\\+json)(?: *; *charset *= *\"?utf-8\"?)? *;?");

    @Override
    public void filter(ContainerRequestContext request) {
        String type = request.getHeaderString(HttpHeaders.CONTENT_TYPE);
        if (type != null
                && !JSON.matcher(type.strip().toLowerCase(Locale.ROOT)).matches()
                && Interfaces.include(request.getUriInfo().getPath())) {
            Problem.of(415).map(Problem::response).ifPresent(request::abortWith);
        }
    }
}
