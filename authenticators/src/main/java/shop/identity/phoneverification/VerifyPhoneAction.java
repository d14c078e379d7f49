package shop.identity.phoneverification;

import jakarta.ws.rs.core.Response;
import java.util.Map;
import org.jboss.logging.Logger;
import org.keycloak.authentication.InitiatedActionSupport;
import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.authentication.RequiredActionProvider;
import org.keycloak.models.RequiredActionConfigModel;
import org.keycloak.models.UserModel;

/**
 * What login asks of a customer whose number is not verified. It is asked of the login, not noted at the user: who takes
 * the number out of the profile is asked no more.
 */
final class VerifyPhoneAction implements RequiredActionProvider {

    private static final Logger LOG = Logger.getLogger(VerifyPhoneAction.class);

    @Override
    public InitiatedActionSupport initiatedActionSupport() {
        return InitiatedActionSupport.SUPPORTED;
    }

    @Override
    public void evaluateTriggers(RequiredActionContext context) {
        PhoneVerificationConfig config = config(context);
        if (config.mode() == PhoneVerificationConfig.Mode.WHEN_GIVEN && !isDone(context, config)) {
            context.getAuthenticationSession().addRequiredAction(VerifyPhoneActionFactory.ID);
        }
    }

    @Override
    public void requiredActionChallenge(RequiredActionContext context) {
        PhoneVerificationConfig config = config(context);
        if (isDone(context, config)) {
            context.success();
        } else {
            answer(context, conversation(context, config).begin(PhoneVerification.numberOf(context.getUser())));
        }
    }

    @Override
    public void processAction(RequiredActionContext context) {
        PhoneVerificationConfig config = config(context);
        if (isDone(context, config)) {
            context.success();
        } else {
            String number = PhoneVerification.numberOf(context.getUser());
            answer(
                    context,
                    conversation(context, config)
                            .goOn(number, context.getHttpRequest().getDecodedFormParameters()));
        }
    }

    private static void answer(RequiredActionContext context, Response answer) {
        if (answer == null) {
            context.success();
        } else {
            context.challenge(answer);
        }
    }

    private static boolean isDone(RequiredActionContext context, PhoneVerificationConfig config) {
        UserModel user = context.getUser();
        String number = PhoneVerification.numberOf(user);
        return number == null || verification(context, config).isVerified(user, number);
    }

    private static PhoneConversation conversation(RequiredActionContext context, PhoneVerificationConfig config) {
        NumberField field = NumberField.of(context.getSession(), context.getUser());
        return new PhoneConversation(
                context.getAuthenticationSession(),
                context.getUser(),
                verification(context, config),
                config.region(),
                field,
                () -> new PhonePage(context.form(), context.getActionUrl().toString(), field));
    }

    private static PhoneVerification verification(RequiredActionContext context, PhoneVerificationConfig config) {
        return new PhoneVerification(context.getSession(), context.getRealm(), config);
    }

    private static PhoneVerificationConfig config(RequiredActionContext context) {
        RequiredActionConfigModel model = context.getConfig();
        try {
            return PhoneVerificationConfig.from(
                    model == null || model.getConfig() == null ? Map.of() : model.getConfig());
        } catch (PhoneVerificationConfig.BadOption bad) {
            // Refused where it is saved in the console, not where a realm is imported. A customer can't help it.
            LOG.error(bad.getMessage());
            return PhoneVerificationConfig.usual();
        }
    }

    @Override
    public void close() {}
}
