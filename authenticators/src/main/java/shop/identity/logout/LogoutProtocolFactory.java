package shop.identity.logout;

import org.keycloak.models.KeycloakSession;
import org.keycloak.protocol.LoginProtocol;
import org.keycloak.protocol.oidc.OIDCLoginProtocol;
import org.keycloak.protocol.oidc.OIDCLoginProtocolFactory;

/**
 * Takes the place of Keycloak's own factory, same id, higher order, with all that it inherits: Keycloak casts what it finds
 * under that id to the two classes that are extended here.
 */
public final class LogoutProtocolFactory extends OIDCLoginProtocolFactory {

    @Override
    public LoginProtocol create(KeycloakSession session) {
        OIDCLoginProtocol stock = (OIDCLoginProtocol) super.create(session);
        return new LogoutProtocol(stock.getConfig()).setSession(session);
    }

    /** Also its place in lists of the console: still before the others. */
    @Override
    public int order() {
        return super.order() + 1;
    }
}
