package shop.identity.login;

import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.FlowStatus;
import org.keycloak.authentication.authenticators.directgrant.ValidateUsername;
import org.keycloak.models.UserModel;
import org.keycloak.models.credential.PasswordCredentialModel;
import shop.identity.customer.CustomerRealm;
import shop.identity.limits.Attempt;
import shop.identity.limits.AttemptLimiter;
import shop.identity.limits.LimitedAction;
import shop.identity.lockout.StandIn;

/** Keycloak's first step of a direct grant, behind the limit per client network. Same id, higher order. */
public final class GrantLimit extends ValidateUsername {

    /**
     * As {@code LoginPrivacyIT} measures it: between an account that the cache knows and one that it does not. More than in the
     * form, for there are more steps to come for an account that is there.
     */
    private static final int READS_OF_AN_ACCOUNT = 10;

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
            DatabaseAway.isNoServerError(context, () -> {
                super.authenticate(context);
                countStranger(context);
                readCredentials(context.getUser());
            });
        } else {
            context.forceChallenge(TryAgain.error(attempt));
        }
    }

    /** Keycloak asks for them between its steps, where nobody answers for a database that is away; from here on it knows them. */
    private static void readCredentials(UserModel user) {
        if (user != null) {
            user.credentialManager().isConfiguredFor(PasswordCredentialModel.TYPE);
        }
    }

    /** An attempt at an account that is not there is counted like one at an account that is. */
    private static void countStranger(AuthenticationFlowContext context) {
        if (context.getStatus() == FlowStatus.FAILED && context.getUser() == null) {
            StandIn.begin(context.getSession(), context.getRealm(), READS_OF_AN_ACCOUNT);
            StandIn.settle(context.getSession(), context.getRealm());
        }
    }

    /** That of a disabled customer. Keycloak looks at none that is missing: that would be quicker. */
    @Override
    protected String retrievePassword(AuthenticationFlowContext context) {
        String password = super.retrievePassword(context);
        return password == null ? "" : password;
    }

    @Override
    public int order() {
        return 1;
    }
}
