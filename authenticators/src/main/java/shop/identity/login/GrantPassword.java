package shop.identity.login;

import jakarta.ws.rs.core.Response;
import org.keycloak.OAuthErrorException;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.FlowStatus;
import org.keycloak.authentication.authenticators.directgrant.ValidatePassword;
import org.keycloak.events.Errors;
import org.keycloak.models.UserModel;
import shop.identity.customer.CustomerRealm;
import shop.identity.standing.Standing;

/** Keycloak's second step of a direct grant, which also refuses whose status Keycloak has no flag for. Same id, higher order. */
public final class GrantPassword extends ValidatePassword {

    @Override
    public void authenticate(AuthenticationFlowContext context) {
        super.authenticate(context);
        if (context.getStatus() == FlowStatus.SUCCESS && CustomerRealm.takesPart(context.getRealm())) {
            refuseByStatus(context);
        }
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
