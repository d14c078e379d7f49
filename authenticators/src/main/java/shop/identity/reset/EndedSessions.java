package shop.identity.reset;

import java.util.List;
import java.util.stream.Stream;
import org.keycloak.events.EventBuilder;
import org.keycloak.events.EventType;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.services.managers.AuthenticationManager;

/** Signs a customer out everywhere, offline sessions too, and tells the applications, as Keycloak does it. */
final class EndedSessions {

    private final KeycloakSession session;
    private final RealmModel realm;

    EndedSessions(KeycloakSession session, RealmModel realm) {
        this.session = session;
        this.realm = realm;
    }

    void endAll(UserModel user, EventBuilder event) {
        // As a list: they go while we go through them.
        List<UserSessionModel> all = Stream.concat(
                        session.sessions().getUserSessionsStream(realm, user),
                        session.sessions().getOfflineUserSessionsStream(realm, user))
                .toList();
        for (UserSessionModel ended : all) {
            AuthenticationManager.backchannelLogout(
                    session,
                    realm,
                    ended,
                    session.getContext().getUri(),
                    session.getContext().getConnection(),
                    session.getContext().getHttpRequest().getHttpHeaders(),
                    true);
            event.clone().event(EventType.LOGOUT).session(ended).user(user).success();
        }
    }
}
