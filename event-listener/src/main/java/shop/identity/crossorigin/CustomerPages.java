package shop.identity.crossorigin;

import jakarta.ws.rs.core.HttpHeaders;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.services.cors.Cors;

/** Pages in a browser from which a customer calls: those of the web origins of the client that the token was issued to. */
public final class CustomerPages {

    private CustomerPages() {}

    /** Says with the answer, whatever it is, that the page may read it, if it is one of the client's. */
    public static void allow(KeycloakSession session, ClientModel client) {
        Cors.builder()
                .auth()
                .checkAllowedOrigins(session, client)
                .exposedHeaders(HttpHeaders.ETAG, HttpHeaders.LOCATION, HttpHeaders.RETRY_AFTER)
                .add();
    }
}
