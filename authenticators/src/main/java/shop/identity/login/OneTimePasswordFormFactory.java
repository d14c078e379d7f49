package shop.identity.login;

import org.keycloak.authentication.Authenticator;
import org.keycloak.authentication.authenticators.browser.OTPFormAuthenticatorFactory;
import org.keycloak.models.KeycloakSession;

/** Takes the place of Keycloak's own factory: same id, higher order. */
public final class OneTimePasswordFormFactory extends OTPFormAuthenticatorFactory {

    private final Authenticator form = new OneTimePasswordForm();

    @Override
    public Authenticator create(KeycloakSession session) {
        return form;
    }

    @Override
    public int order() {
        return 1;
    }
}
