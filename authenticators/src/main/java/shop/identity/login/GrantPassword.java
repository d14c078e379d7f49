package shop.identity.login;

import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.authenticators.directgrant.ValidatePassword;

/** Keycloak's own step of a direct grant, but for a database that goes away in it. Same id, higher order. */
public final class GrantPassword extends ValidatePassword {

    @Override
    public void authenticate(AuthenticationFlowContext context) {
        DatabaseAway.isNoServerError(context, () -> super.authenticate(context));
    }

    @Override
    public int order() {
        return 1;
    }
}
