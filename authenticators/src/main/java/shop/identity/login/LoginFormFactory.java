package shop.identity.login;

import org.keycloak.authentication.Authenticator;
import org.keycloak.authentication.authenticators.browser.UsernamePasswordFormFactory;
import org.keycloak.models.KeycloakSession;
import shop.identity.customer.CustomerRealm;

/** Takes the place of Keycloak's own factory, same id, higher order: in the realms that take part, whatever their flow. */
public final class LoginFormFactory extends UsernamePasswordFormFactory {

    @Override
    public Authenticator create(KeycloakSession session) {
        return CustomerRealm.takesPart(session.getContext().getRealm())
                ? new LoginForm(session)
                : super.create(session);
    }

    @Override
    public int order() {
        return 1;
    }
}
