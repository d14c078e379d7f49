package shop.identity.logout;

import jakarta.ws.rs.core.Response;
import org.keycloak.models.AuthenticatedClientSessionModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.protocol.oidc.OIDCLoginProtocol;
import org.keycloak.protocol.oidc.OIDCProviderConfig;

/**
 * Keycloak's OpenID Connect, but for the call to an application whose session has ended: Keycloak makes it while the
 * customer waits, once, and forgets that it failed.
 */
final class LogoutProtocol extends OIDCLoginProtocol {

    LogoutProtocol(OIDCProviderConfig config) {
        super(config);
    }

    @Override
    public Response backchannelLogout(UserSessionModel userSession, AuthenticatedClientSessionModel clientSession) {
        Logouts logouts = session.getProvider(Logouts.class);
        if (logouts != null && logouts.tell(realm, clientSession)) {
            return Response.ok().build();
        }
        return super.backchannelLogout(userSession, clientSession);
    }
}
