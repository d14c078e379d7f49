package shop.identity.erasure.own;

import jakarta.ws.rs.Path;
import org.keycloak.models.KeycloakSession;
import shop.identity.export.OwnExportResource;

/** {@code /realms/{realm}/shop-privacy}: what customers can ask for. Whose it is says the token alone. */
public final class PrivacyResource {

    private final KeycloakSession session;
    private final PrivacyFactory privacy;

    PrivacyResource(KeycloakSession session, PrivacyFactory privacy) {
        this.session = session;
        this.privacy = privacy;
    }

    @Path("me/erasure")
    public OwnErasureResource erasure() {
        return new OwnErasureResource(session, privacy.erasures(), privacy.options());
    }

    @Path("me/export")
    public OwnExportResource export() {
        return new OwnExportResource(session, privacy.exports());
    }
}
