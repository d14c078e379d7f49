package shop.identity.problem;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import java.lang.annotation.Annotation;

/**
 * Makes problems of what the server itself says at the pack's REST interfaces: that there is no such method or path, that a
 * token is none, that a realm is unknown. Where else it is asked for something, nothing changes.
 *
 * <p>A filter, and no mapper of exceptions: those are Keycloak's for all of the server, and see to the transaction.
 */
@Provider
public final class ProblemAnswers implements ContainerResponseFilter {

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (response.getStatus() >= 400
                && !Problem.MEDIA_TYPE.equals(response.getMediaType())
                && Interfaces.include(request.getUriInfo().getPath())) {
            Problem.of(response.getStatus()).ifPresent(problem -> say(problem, response));
        }
    }

    private static void say(Problem problem, ContainerResponseContext response) {
        response.setEntity(problem.json().toString(), new Annotation[0], Problem.MEDIA_TYPE);
        response.getHeaders().putSingle(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE);
        if (problem.kind() == Problem.Kind.UNAUTHENTICATED) {
            response.getHeaders().putSingle(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
    }
}
