package shop.identity.erasure.page;

import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.keycloak.authentication.AuthenticationProcessor;
import org.keycloak.authentication.AuthenticatorUtil;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserSessionModel;
import org.keycloak.services.managers.AuthenticationManager;
import org.keycloak.services.managers.AuthenticationSessionManager;
import org.keycloak.services.resources.LoginActionsService;
import org.keycloak.services.util.AuthenticationFlowURLHelper;
import org.keycloak.sessions.AuthenticationSessionModel;

/** When the customer of a login has shown who it is: in this login, or in the one of the session that it goes on with. */
record SignIn(KeycloakSession session, AuthenticationSessionModel login) {

    /** Seconds since 1970. Like all notes of its kind it is gone when the login begins anew. */
    private static final String NOTE = "shop-erase-account-signed-in";

    /** The first time counts: a page that is looked at again makes no login younger. */
    void note(Instant now) {
        if (login.getAuthNote(NOTE) == null) {
            long seconds = AuthenticatorUtil.isSSOAuthentication(login) ? ofSession() : now.getEpochSecond();
            login.setAuthNote(NOTE, Long.toString(seconds));
        }
    }

    /** A session that began without the customer has no such time: staff who look at the account with the customer's eyes. */
    private long ofSession() {
        UserSessionModel known = new AuthenticationSessionManager(session).getUserSession(login);
        String seconds = known == null ? null : known.getNote(AuthenticationManager.AUTH_TIME);
        return seconds == null ? 0 : Long.parseLong(seconds);
    }

    boolean isWithin(Duration recent, Instant now) {
        String seconds = login.getAuthNote(NOTE);
        return seconds != null
                && !Instant.ofEpochSecond(Long.parseLong(seconds)).plus(recent).isBefore(now);
    }

    /** The login from its beginning; it leads to the page again. Keycloak finds a session too old by the same measure. */
    Response again() {
        AuthenticationProcessor.resetFlow(login, LoginActionsService.AUTHENTICATE_PATH);
        URI begin = new AuthenticationFlowURLHelper(
                        session, login.getRealm(), session.getContext().getUri())
                .getLastExecutionUrl(
                        LoginActionsService.AUTHENTICATE_PATH,
                        null,
                        login.getClient().getClientId(),
                        login.getTabId(),
                        AuthenticationProcessor.getClientData(session, login));
        return Response.seeOther(begin).build();
    }
}
