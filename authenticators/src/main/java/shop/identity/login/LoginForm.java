package shop.identity.login;

import jakarta.ws.rs.core.MultivaluedMap;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.authenticators.browser.UsernamePasswordForm;
import org.keycloak.authentication.authenticators.util.AuthenticatorUtils;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;
import org.keycloak.representations.idm.CredentialRepresentation;
import shop.identity.limits.Attempt;
import shop.identity.limits.AttemptLimiter;
import shop.identity.limits.LimitedAction;
import shop.identity.link.LinkPages;

/**
 * Keycloak's login form with a limit per client network, which is counted before anything is looked up, and with an answer
 * that takes the same time whatever is wrong: the address, the password, that there is none, or that the account is locked.
 */
final class LoginForm extends UsernamePasswordForm {

    LoginForm(KeycloakSession session) {
        super(session);
    }

    @Override
    public void action(AuthenticationFlowContext context) {
        DatabaseAway.isNoServerError(context, () -> super.action(context));
    }

    @Override
    protected boolean validateForm(AuthenticationFlowContext context, MultivaluedMap<String, String> form) {
        Attempt attempt = context.getSession()
                .getProvider(AttemptLimiter.class)
                .byNetwork(context.getRealm(), LimitedAction.LOGIN);
        if (!attempt.isAllowed()) {
            context.forceChallenge(LinkPages.refused(context.form(), attempt));
            return false;
        }
        return super.validateForm(context, form);
    }

    /** Keycloak looks at no password when there is none: that would be quicker than for an unknown address. */
    @Override
    public boolean validatePassword(
            AuthenticationFlowContext context, UserModel user, MultivaluedMap<String, String> form, boolean clearUser) {
        String password = form.getFirst(CredentialRepresentation.PASSWORD);
        if (password == null || password.isEmpty()) {
            AuthenticatorUtils.dummyHash(context);
        }
        return super.validatePassword(context, user, form, clearUser);
    }

    /** Nor when the account is locked. */
    @Override
    protected boolean isDisabledByBruteForce(AuthenticationFlowContext context, UserModel user) {
        boolean isLocked = super.isDisabledByBruteForce(context, user);
        if (isLocked) {
            AuthenticatorUtils.dummyHash(context);
        }
        return isLocked;
    }
}
