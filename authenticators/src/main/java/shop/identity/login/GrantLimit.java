package shop.identity.login;

import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.authenticators.directgrant.ValidateUsername;
import shop.identity.customer.CustomerRealm;
import shop.identity.limits.Attempt;
import shop.identity.limits.AttemptLimiter;
import shop.identity.limits.LimitedAction;

/** Keycloak's first step of a direct grant, behind the limit per client network. Same id, higher order. */
public final class GrantLimit extends ValidateUsername {

    @Override
    public void authenticate(AuthenticationFlowContext context) {
        if (!CustomerRealm.takesPart(context.getRealm())) {
            super.authenticate(context);
            return;
        }
        Attempt attempt = context.getSession()
                .getProvider(AttemptLimiter.class)
                .byNetwork(context.getRealm(), LimitedAction.LOGIN);
        if (attempt.isAllowed()) {
            DatabaseAway.isNoServerError(context, () -> super.authenticate(context));
        } else {
            context.forceChallenge(TryAgain.error(attempt));
        }
    }

    @Override
    public int order() {
        return 1;
    }
}
