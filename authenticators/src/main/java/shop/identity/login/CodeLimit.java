package shop.identity.login;

import jakarta.ws.rs.core.Response;
import java.util.function.Function;
import org.keycloak.authentication.AuthenticationFlowContext;
import shop.identity.customer.CustomerRealm;
import shop.identity.limits.Attempt;
import shop.identity.limits.AttemptLimiter;
import shop.identity.limits.LimitedAction;

/** The limit per client network of one-time passwords and recovery codes, counted before one is looked at. */
final class CodeLimit {

    private CodeLimit() {}

    /** @param refusal what whoever is beyond the limit is answered */
    static void before(AuthenticationFlowContext context, Function<Attempt, Response> refusal, Runnable step) {
        if (!CustomerRealm.takesPart(context.getRealm())) {
            step.run();
            return;
        }
        Attempt attempt =
                context.getSession().getProvider(AttemptLimiter.class).byNetwork(context.getRealm(), LimitedAction.OTP);
        if (attempt.isAllowed()) {
            DatabaseAway.isNoServerError(context, step);
        } else {
            context.forceChallenge(refusal.apply(attempt));
        }
    }
}
