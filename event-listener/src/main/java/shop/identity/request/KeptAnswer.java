package shop.identity.request;

import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.keycloak.util.JsonSerialization;

/**
 * An answer, in a form that gives the same bytes each time.
 *
 * @param contentType null without a body
 * @param etag        without its quotation marks, or null
 * @param location    null when there is none
 * @param body        null when there is none
 */
record KeptAnswer(int status, String contentType, String etag, String location, byte[] body) {

    static KeptAnswer of(Response response) {
        byte[] body = bytes(response.getEntity());
        MediaType type = response.getMediaType() == null ? MediaType.APPLICATION_JSON_TYPE : response.getMediaType();
        return new KeptAnswer(
                response.getStatus(),
                body == null ? null : type.toString(),
                response.getEntityTag() == null ? null : response.getEntityTag().getValue(),
                response.getLocation() == null ? null : response.getLocation().toString(),
                body);
    }

    /** By the server's own mapper, as if it had been left to the server. */
    private static byte[] bytes(Object entity) {
        if (entity == null || entity instanceof byte[]) {
            return (byte[]) entity;
        }
        if (entity instanceof String text) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
        try {
            return JsonSerialization.writeValueAsBytes(entity);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Response response() {
        Response.ResponseBuilder response = Response.status(status).header(HttpHeaders.CACHE_CONTROL, "no-store");
        if (etag != null) {
            response.tag(new EntityTag(etag));
        }
        if (location != null) {
            response.location(URI.create(location));
        }
        if (body != null) {
            response.type(contentType).entity(body);
        }
        return response.build();
    }
}
