package shop.identity.sessions;

import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.keycloak.events.EventBuilder;
import org.keycloak.events.EventType;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.services.managers.AuthenticationManager;
import org.keycloak.sessions.CommonClientSessionModel;

/**
 * Signs a customer out everywhere, offline sessions too, and tells the applications, as Keycloak does it. The sessions go
 * with the transaction at hand.
 */
public final class EndedSessions {

    private final KeycloakSession session;
    private final RealmModel realm;

    public EndedSessions(KeycloakSession session, RealmModel realm) {
        this.session = session;
        this.realm = realm;
    }

    public void endAll(UserModel user, EventBuilder event) {
        end(user, each -> true, event);
    }

    void end(UserModel user, Predicate<UserSessionModel> which, EventBuilder event) {
        // As a list: they go while we go through them.
        List<UserSessionModel> all = Stream.concat(
                        session.sessions().getUserSessionsStream(realm, user),
                        session.sessions().getOfflineUserSessionsStream(realm, user))
                .filter(which)
                .toList();
        for (UserSessionModel ended : all) {
            passOverUntold(ended);
            AuthenticationManager.backchannelLogout(
                    session, realm, ended, uri(), session.getContext().getConnection(), headers(), true);
            event.clone().event(EventType.LOGOUT).session(ended).user(user).success();
        }
    }

    /** Keycloak's log would name the customer, by address, with applications that are not told without a browser. */
    private static void passOverUntold(UserSessionModel ended) {
        ended.getAuthenticatedClientSessions().values().stream()
                .filter(each -> each.getClient().isFrontchannelLogout()
                        || !each.getClient().isEnabled())
                .forEach(each -> each.setAction(CommonClientSessionModel.Action.LOGGED_OUT.name()));
    }

    /** Workers have no request. Where the server is told its address, they know it all the same. */
    private UriInfo uri() {
        try {
            return session.getContext().getUri();
        } catch (ContextNotActiveException noRequest) {
            return null;
        }
    }

    private HttpHeaders headers() {
        try {
            return session.getContext().getHttpRequest().getHttpHeaders();
        } catch (ContextNotActiveException noRequest) {
            return null;
        }
    }
}
