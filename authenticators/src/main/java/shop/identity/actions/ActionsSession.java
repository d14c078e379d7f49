package shop.identity.actions;

import jakarta.ws.rs.core.Response;
import org.keycloak.OAuth2Constants;
import org.keycloak.events.EventBuilder;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.utils.SystemClientUtil;
import org.keycloak.protocol.oidc.OIDCLoginProtocol;
import org.keycloak.protocol.oidc.utils.RedirectUtils;
import org.keycloak.services.Urls;
import org.keycloak.services.managers.AuthenticationManager;
import org.keycloak.services.managers.AuthenticationSessionManager;
import org.keycloak.sessions.AuthenticationSessionModel;
import org.keycloak.sessions.CommonClientSessionModel.Action;
import shop.identity.link.LinkContext;

/**
 * What Keycloak's own links begin in a browser, set up as its {@code ExecuteActionsActionTokenHandler} of 26.7 does it:
 * the required actions one after the other, and no login at the end.
 */
final class ActionsSession {

    private final KeycloakSession session;
    private final RealmModel realm;
    private final AuthenticationSessionModel login;

    private ActionsSession(KeycloakSession session, RealmModel realm, AuthenticationSessionModel login) {
        this.session = session;
        this.realm = realm;
        this.login = login;
    }

    static ActionsSession begin(KeycloakSession session, RealmModel realm, UserModel user, LinkContext context) {
        AuthenticationSessionModel login = new AuthenticationSessionManager(session)
                .createAuthenticationSession(realm, true)
                .createAuthenticationSession(client(realm, context));
        login.setAction(Action.AUTHENTICATE.name());
        login.setProtocol(OIDCLoginProtocol.LOGIN_PROTOCOL);
        login.setClientNote(OIDCLoginProtocol.RESPONSE_TYPE_PARAM, OAuth2Constants.CODE);
        login.setClientNote(
                OIDCLoginProtocol.ISSUER,
                Urls.realmIssuer(session.getContext().getUri().getBaseUri(), realm.getName()));
        login.setAuthNote(AuthenticationManager.END_AFTER_REQUIRED_ACTIONS, "true");
        String redirect = RedirectUtils.verifyRedirectUri(session, context.redirect(), login.getClient());
        if (redirect != null) {
            login.setAuthNote(AuthenticationManager.SET_REDIRECT_URI_AFTER_REQUIRED_ACTIONS, "true");
            login.setRedirectUri(redirect);
            login.setClientNote(OIDCLoginProtocol.REDIRECT_URI_PARAM, redirect);
        }
        login.setAuthenticatedUser(user);
        context.actions().forEach(login::addRequiredAction);
        session.getContext().setClient(login.getClient());
        session.getContext().setAuthenticationSession(login);
        return new ActionsSession(session, realm, login);
    }

    private static ClientModel client(RealmModel realm, LinkContext context) {
        ClientModel client = context.client() == null ? null : realm.getClientByClientId(context.client());
        return client == null || !client.isEnabled() ? SystemClientUtil.getSystemClient(realm) : client;
    }

    Response next(EventBuilder event) {
        String action = AuthenticationManager.nextRequiredAction(
                session, login, session.getContext().getHttpRequest(), event);
        return AuthenticationManager.redirectToRequiredActions(
                session, realm, login, session.getContext().getUri(), action);
    }
}
