package shop.identity.login;

import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.authenticators.browser.RecoveryAuthnCodesFormAuthenticator;
import org.keycloak.models.KeycloakSession;
import shop.identity.link.LinkPages;

/** Keycloak's form for recovery codes, behind the limit per client network. */
final class RecoveryCodeForm extends RecoveryAuthnCodesFormAuthenticator {

    RecoveryCodeForm(KeycloakSession session) {
        super(session);
    }

    @Override
    public void action(AuthenticationFlowContext context) {
        CodeLimit.before(context, attempt -> LinkPages.refused(context.form(), attempt), () -> super.action(context));
    }
}
