package shop.identity.login;

import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.authenticators.browser.OTPFormAuthenticator;
import shop.identity.link.LinkPages;

/** Keycloak's form for one-time passwords, behind the limit per client network. */
final class OneTimePasswordForm extends OTPFormAuthenticator {

    @Override
    public void action(AuthenticationFlowContext context) {
        CodeLimit.before(context, attempt -> LinkPages.refused(context.form(), attempt), () -> super.action(context));
    }
}
