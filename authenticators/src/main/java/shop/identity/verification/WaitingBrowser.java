package shop.identity.verification;

import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Optional;
import org.keycloak.authentication.AuthenticationProcessor;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.services.Urls;
import org.keycloak.services.managers.AuthenticationSessionManager;
import org.keycloak.services.util.AuthenticationFlowURLHelper;
import org.keycloak.sessions.AuthenticationSessionModel;
import org.keycloak.sessions.RootAuthenticationSessionModel;

/**
 * The browser that opened a link, if it is the one in which the customer waits: there the login that waits goes on.
 *
 * <p>In any other browser it does not: who registered with somebody else's address must not be let in because the owner
 * of that address pressed the button.
 */
public final class WaitingBrowser {

    private static final String VERIFIED = "shop-verified-here";

    private final AuthenticationSessionModel login;

    private WaitingBrowser(AuthenticationSessionModel login) {
        this.login = login;
    }

    static Optional<WaitingBrowser> of(KeycloakSession session, RealmModel realm, UserModel user) {
        RootAuthenticationSessionModel root =
                new AuthenticationSessionManager(session).getCurrentRootAuthenticationSession(realm);
        if (root == null) {
            return Optional.empty();
        }
        return root.getAuthenticationSessions().values().stream()
                .filter(login -> login.getAuthenticatedUser() != null
                        && login.getAuthenticatedUser().getId().equals(user.getId()))
                .findFirst()
                .map(WaitingBrowser::new);
    }

    void noteVerified() {
        noteVerified(login);
    }

    /** Where the login that waits goes on. */
    URI next(KeycloakSession session, RealmModel realm) {
        return new AuthenticationFlowURLHelper(
                        session, realm, session.getContext().getUri())
                .getLastExecutionUrl(login);
    }

    static void noteVerified(AuthenticationSessionModel login) {
        login.setAuthNote(VERIFIED, "true");
    }

    /** Whether this very browser has shown that it has the mailbox. */
    public static boolean hasVerified(AuthenticationSessionModel login) {
        return login.getAuthNote(VERIFIED) != null;
    }

    /** Where a login begins anew that must not go on here. */
    public static Response startAgain(KeycloakSession session, RealmModel realm, AuthenticationSessionModel login) {
        URI restart = Urls.realmLoginRestartPage(
                session.getContext().getUri().getBaseUri(),
                realm.getName(),
                login.getClient().getClientId(),
                login.getTabId(),
                AuthenticationProcessor.getClientData(session, login),
                false);
        return Response.seeOther(restart).build();
    }
}
