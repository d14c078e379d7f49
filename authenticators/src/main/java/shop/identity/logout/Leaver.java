package shop.identity.logout;

import java.util.stream.Stream;
import org.keycloak.models.AuthenticatedClientSessionModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.protocol.oidc.OIDCLoginProtocol;
import org.keycloak.sessions.CommonClientSessionModel;

/** A customer who is being removed. The sessions go with the account; Keycloak tells no application of it. */
record Leaver(KeycloakSession session, RealmModel realm, UserModel user) {

    void tellApplications() {
        Logouts logouts = session.getProvider(Logouts.class);
        Stream.concat(
                        session.sessions().getUserSessionsStream(realm, user),
                        session.sessions().getOfflineUserSessionsStream(realm, user))
                .flatMap(each -> each.getAuthenticatedClientSessions().values().stream())
                .filter(Leaver::isToldByBackChannel)
                .toList()
                .forEach(each -> logouts.tell(realm, each));
    }

    private static boolean isToldByBackChannel(AuthenticatedClientSessionModel each) {
        return OIDCLoginProtocol.LOGIN_PROTOCOL.equals(each.getProtocol())
                && !each.getClient().isFrontchannelLogout()
                && !CommonClientSessionModel.Action.LOGGED_OUT.name().equals(each.getAction());
    }
}
