package shop.identity.login;

import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.authenticators.directgrant.ValidateOTP;

/** Keycloak's third step of a direct grant, behind the limit per client network. Same id, higher order. */
public final class GrantCode extends ValidateOTP {

    @Override
    public void authenticate(AuthenticationFlowContext context) {
        if (configuredFor(context.getSession(), context.getRealm(), context.getUser())) {
            CodeLimit.before(context, TryAgain::error, () -> super.authenticate(context));
        } else {
            super.authenticate(context);
        }
    }

    @Override
    public int order() {
        return 1;
    }
}
