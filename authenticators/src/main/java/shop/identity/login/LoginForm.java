package shop.identity.login;

import jakarta.ws.rs.core.MultivaluedMap;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.authenticators.browser.UsernamePasswordForm;
import org.keycloak.authentication.authenticators.util.AuthenticatorUtils;
import org.keycloak.events.Errors;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;
import org.keycloak.models.credential.PasswordCredentialModel;
import org.keycloak.representations.idm.CredentialRepresentation;
import org.keycloak.services.messages.Messages;
import shop.identity.limits.Attempt;
import shop.identity.limits.AttemptLimiter;
import shop.identity.limits.LimitedAction;
import shop.identity.link.LinkPages;
import shop.identity.lockout.StandIn;
import shop.identity.standing.Standing;

/**
 * Keycloak's login form with a limit per client network, which is counted before anything is looked up, and with an answer
 * that takes the same time whatever is wrong: the address, the password, that there is none, or that the account is locked.
 */
final class LoginForm extends UsernamePasswordForm {

    /** As {@code LoginPrivacyIT} measures it: between an account that the cache knows and one that it does not. */
    private static final int READS_OF_AN_ACCOUNT = 2;

    private boolean isLocked;

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

    /** An attempt at an account that is not there is counted like one at an account that is. Without a password none is. */
    @Override
    public void testInvalidUser(AuthenticationFlowContext context, UserModel user) {
        boolean isCounted = user == null && hasPassword(context.getHttpRequest().getDecodedFormParameters());
        if (isCounted) {
            StandIn.begin(context.getSession(), context.getRealm(), READS_OF_AN_ACCOUNT);
        }
        super.testInvalidUser(context, user);
        if (isCounted) {
            StandIn.settle(context.getSession(), context.getRealm());
        }
    }

    private static boolean hasPassword(MultivaluedMap<String, String> form) {
        String password = form.getFirst(CredentialRepresentation.PASSWORD);
        return password != null && !password.isEmpty();
    }

    /** Keycloak looks at no password when there is none: that would be quicker than for an unknown address. */
    @Override
    public boolean validatePassword(
            AuthenticationFlowContext context, UserModel user, MultivaluedMap<String, String> form, boolean clearUser) {
        boolean isLookedAt =
                hasPassword(form) && user.credentialManager().isConfiguredFor(PasswordCredentialModel.TYPE);
        boolean isRight = super.validatePassword(context, user, form, clearUser);
        if (!isLookedAt && !isLocked) {
            AuthenticatorUtils.dummyHash(context);
        }
        return isRight;
    }

    /** Nor when the account is locked. */
    @Override
    protected boolean isDisabledByBruteForce(AuthenticationFlowContext context, UserModel user) {
        isLocked = super.isDisabledByBruteForce(context, user);
        if (isLocked) {
            AuthenticatorUtils.dummyHash(context);
        }
        return isLocked;
    }

    /** After the right password: what Keycloak has no flag for is refused as what it has one for. */
    @Override
    public boolean enabledUser(AuthenticationFlowContext context, UserModel user) {
        if (!super.enabledUser(context, user)) {
            return false;
        }
        if (Standing.of(context.getRealm(), user) != Standing.REFUSED) {
            return true;
        }
        context.getEvent().user(user);
        context.getEvent().error(Errors.USER_DISABLED);
        context.forceChallenge(challenge(context, Messages.ACCOUNT_DISABLED));
        return false;
    }
}
