package shop.identity.verification;

import jakarta.ws.rs.core.Response;
import org.keycloak.authentication.InitiatedActionSupport;
import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.authentication.RequiredActionProvider;
import org.keycloak.models.UserModel;
import org.keycloak.protocol.AuthorizationEndpointBase;
import org.keycloak.services.managers.AuthenticationManager;
import org.keycloak.sessions.AuthenticationSessionModel;
import shop.identity.link.LinkContext;

/**
 * What login asks of a customer whose address is not verified. In place of Keycloak's own action of the same name, so
 * whoever demands it, the realm, the console, a workflow, gets this one.
 */
final class VerifyEmailAction implements RequiredActionProvider {

    @Override
    public InitiatedActionSupport initiatedActionSupport() {
        return InitiatedActionSupport.SUPPORTED;
    }

    @Override
    public void evaluateTriggers(RequiredActionContext context) {
        UserModel user = context.getUser();
        if (context.getRealm().isVerifyEmail()
                && !user.isEmailVerified()
                && user.getEmail() != null
                && user.getRequiredActionsStream().noneMatch(UserModel.RequiredAction.UPDATE_EMAIL.name()::equals)) {
            user.addRequiredAction(UserModel.RequiredAction.VERIFY_EMAIL);
        }
    }

    @Override
    public void requiredActionChallenge(RequiredActionContext context) {
        if (isDone(context)) {
            context.success();
        } else if (isVerifiedElsewhere(context)) {
            context.challenge(WaitingBrowser.startAgain(
                    context.getSession(), context.getRealm(), context.getAuthenticationSession()));
        } else {
            answer(context, conversation(context).begin());
        }
    }

    @Override
    public void processAction(RequiredActionContext context) {
        if (isDone(context) || isVerifiedElsewhere(context)) {
            requiredActionChallenge(context);
        } else {
            answer(context, conversation(context).goOn(context.getHttpRequest().getDecodedFormParameters()));
        }
    }

    private static void answer(RequiredActionContext context, Response answer) {
        if (answer == null) {
            context.success();
        } else {
            context.challenge(answer);
        }
    }

    private static boolean isDone(RequiredActionContext context) {
        UserModel user = context.getUser();
        boolean hasAddress = user.getEmail() != null && !user.getEmail().isBlank();
        return !hasAddress || user.isEmailVerified() && !isVerifiedElsewhere(context);
    }

    /**
     * A registration that waits here is not let in by a button that was pressed in another browser: the owner of the
     * address may not be who waits.
     */
    private static boolean isVerifiedElsewhere(RequiredActionContext context) {
        AuthenticationSessionModel login = context.getAuthenticationSession();
        return context.getUser().isEmailVerified()
                && "true".equals(login.getAuthNote(AuthenticationManager.NEW_USER_REGISTERED))
                && !WaitingBrowser.hasVerified(login);
    }

    private static Conversation conversation(RequiredActionContext context) {
        AuthenticationSessionModel login = context.getAuthenticationSession();
        login.setClientNote(AuthorizationEndpointBase.APP_INITIATED_FLOW, null);
        String address = context.getUser().getEmail();
        return new Conversation(
                login,
                new WaitingCustomer(
                        new EmailVerification(context.getSession(), context.getRealm()),
                        context.getUser(),
                        LinkContext.ofClient(login.getClient().getClientId()),
                        context.getEvent()),
                () -> new WaitingPage(context.form(), context.getActionUrl().toString(), address));
    }

    @Override
    public void close() {}
}
