package shop.identity.erasure.own;

import jakarta.ws.rs.Path;
import org.keycloak.models.KeycloakSession;
import shop.identity.erasure.ErasureOptions;
import shop.identity.erasure.Erasures;

/** {@code /realms/{realm}/shop-privacy}: what customers can ask for. Whose it is says the token alone. */
public final class PrivacyResource {

    private final KeycloakSession session;
    private final Erasures erasures;
    private final ErasureOptions options;

    PrivacyResource(KeycloakSession session, Erasures erasures, ErasureOptions options) {
        this.session = session;
        this.erasures = erasures;
        this.options = options;
    }

    @Path("me/erasure")
    public OwnErasureResource erasure() {
        return new OwnErasureResource(session, erasures, options);
    }
}
