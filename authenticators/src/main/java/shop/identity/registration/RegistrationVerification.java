package shop.identity.registration;

import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.Authenticator;
import org.keycloak.forms.login.LoginFormsProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.sessions.AuthenticationSessionModel;
import shop.identity.link.LinkContext;
import shop.identity.verification.Conversation;
import shop.identity.verification.EmailVerification;
import shop.identity.verification.Waiting;
import shop.identity.verification.WaitingBrowser;
import shop.identity.verification.WaitingCustomer;
import shop.identity.verification.WaitingPage;

/**
 * The step behind the registration form: waits until the mailbox is verified. A step of the flow, not a required action,
 * because a stranger has to wait here too, and no user is there to require it of.
 */
final class RegistrationVerification implements Authenticator {

    @Override
    public void authenticate(AuthenticationFlowContext context) {
        RepeatedRegistration.goOn(context);
        if (!isSettled(context)) {
            answer(context, conversation(context).begin());
        }
    }

    @Override
    public void action(AuthenticationFlowContext context) {
        if (!isSettled(context)) {
            answer(context, conversation(context).goOn(context.getHttpRequest().getDecodedFormParameters()));
        }
    }

    /** There is nothing to wait for, or not in this browser any more. */
    private static boolean isSettled(AuthenticationFlowContext context) {
        UserModel user = context.getUser();
        AuthenticationSessionModel registration = context.getAuthenticationSession();
        if (user == null || !user.isEmailVerified() && context.getRealm().isVerifyEmail()) {
            return false;
        }
        if (Conversation.hasBegun(registration) && !WaitingBrowser.hasVerified(registration)) {
            // The button was pressed in another browser, by the owner of the address: who waits here may be somebody
            // else.
            context.challenge(WaitingBrowser.startAgain(context.getSession(), context.getRealm(), registration));
        } else {
            context.success();
        }
        return true;
    }

    private static void answer(AuthenticationFlowContext context, Response answer) {
        if (answer == null) {
            context.success();
        } else {
            context.challenge(answer);
        }
    }

    private static Conversation conversation(AuthenticationFlowContext context) {
        AuthenticationSessionModel registration = context.getAuthenticationSession();
        Waiting waiting = waiting(context, registration);
        String code = context.generateAccessCode();
        URI action = context.getActionUrl(code);
        return new Conversation(
                registration,
                waiting,
                () -> new WaitingPage(form(context, code, action), action.toString(), waiting.address()));
    }

    /** Not the step's own form, which shows who is about to log in: a stranger is nobody. */
    private static LoginFormsProvider form(AuthenticationFlowContext context, String code, URI action) {
        return context.getSession()
                .getProvider(LoginFormsProvider.class)
                .setAuthenticationSession(context.getAuthenticationSession())
                .setExecution(context.getExecution().getId())
                .setClientSessionCode(code)
                .setActionUri(action);
    }

    private static Waiting waiting(AuthenticationFlowContext context, AuthenticationSessionModel registration) {
        if (context.getUser() == null) {
            return new Stranger(context.getSession(), context.getRealm(), registration);
        }
        return new WaitingCustomer(
                new EmailVerification(context.getSession(), context.getRealm()),
                context.getUser(),
                LinkContext.ofClient(registration.getClient().getClientId()),
                context.getEvent());
    }

    @Override
    public boolean requiresUser() {
        return false;
    }

    @Override
    public boolean configuredFor(KeycloakSession session, RealmModel realm, UserModel user) {
        return true;
    }

    @Override
    public void setRequiredActions(KeycloakSession session, RealmModel realm, UserModel user) {}

    @Override
    public void close() {}
}
