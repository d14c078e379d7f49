package shop.identity.history;

import org.keycloak.models.AuthenticatedClientSessionModel;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.services.managers.AuthenticationManager;

/**
 * Keycloak tells of a login also when a browser that is signed in opens another application, or looks whether it still is:
 * nobody showed anything then, and an application may do so on each of its pages.
 */
final class SignedInAlready {

    private final KeycloakSession session;
    private final RealmModel realm;

    SignedInAlready(KeycloakSession session, RealmModel realm) {
        this.session = session;
        this.realm = realm;
    }

    /**
     * To be asked when the request is done: where the customer is asked for consent, Keycloak tells of the login before it
     * notes this.
     *
     * @param clientId null: none, and so is the answer
     */
    boolean isSo(String sessionId, String clientId) {
        ClientModel client = clientId == null ? null : realm.getClientByClientId(clientId);
        UserSessionModel user = client == null ? null : session.sessions().getUserSession(realm, sessionId);
        AuthenticatedClientSessionModel there =
                user == null ? null : user.getAuthenticatedClientSessionByClient(client.getId());
        return there != null && AuthenticationManager.isSSOAuthentication(there);
    }
}
