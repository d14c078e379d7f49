package shop.identity.login;

import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.keycloak.OAuthErrorException;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.FlowStatus;
import org.keycloak.authentication.authenticators.directgrant.ValidatePassword;
import org.keycloak.authentication.authenticators.util.AuthenticatorUtils;
import org.keycloak.events.Errors;
import org.keycloak.models.UserModel;
import org.keycloak.models.credential.PasswordCredentialModel;
import shop.identity.customer.CustomerRealm;
import shop.identity.standing.Standing;

/**
 * Keycloak's second step of a direct grant, with an answer that takes the same time whether there is a password or not, and
 * with those refused whose status Keycloak has no flag for. Same id, higher order.
 */
public final class GrantPassword extends ValidatePassword {

    @Override
    public void authenticate(AuthenticationFlowContext context) {
        if (CustomerRealm.takesPart(context.getRealm())) {
            DatabaseAway.isNoServerError(context, () -> look(context));
        } else {
            super.authenticate(context);
        }
    }

    private void look(AuthenticationFlowContext context) {
        if (!context.getUser().credentialManager().isConfiguredFor(PasswordCredentialModel.TYPE)) {
            AuthenticatorUtils.dummyHash(context);
        }
        super.authenticate(context);
        if (context.getStatus() == FlowStatus.SUCCESS) {
            refuseByStatus(context);
        }
    }

    /**
     * Keycloak looks at none that is missing, and some of its hashes give up over an empty one: that would be quicker than for an
     * unknown address. So one is looked at that nobody has.
     */
    @Override
    protected String retrievePassword(AuthenticationFlowContext context) {
        String password = super.retrievePassword(context);
        return password == null || password.isEmpty() ? UUID.randomUUID().toString() : password;
    }

    private void refuseByStatus(AuthenticationFlowContext context) {
        UserModel user = context.getUser();
        if (Standing.of(context.getRealm(), user) == Standing.REFUSED) {
            context.getEvent().user(user);
            context.getEvent().error(Errors.USER_DISABLED);
            // As Keycloak's first step says it of an account that is disabled.
            context.forceChallenge(errorResponse(
                    Response.Status.BAD_REQUEST.getStatusCode(),
                    OAuthErrorException.INVALID_GRANT,
                    "Account disabled"));
        }
    }

    @Override
    public int order() {
        return 1;
    }
}
