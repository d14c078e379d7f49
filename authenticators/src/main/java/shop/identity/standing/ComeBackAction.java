package shop.identity.standing;

import jakarta.ws.rs.core.Response;
import java.util.Locale;
import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.authentication.RequiredActionProvider;
import org.keycloak.events.Errors;
import org.keycloak.events.EventType;
import org.keycloak.models.UserModel;
import org.keycloak.services.ErrorPage;
import org.keycloak.services.messages.Messages;
import shop.identity.customer.CustomerStatus;

/**
 * What login asks of a customer whose account is going to be deleted: whether it is to be kept. It is asked of the login, not
 * noted at the user. The action stands behind every way in, an identity provider's and a passkey's, too, so it also refuses
 * whom the login form would.
 */
final class ComeBackAction implements RequiredActionProvider {

    private static final String TEMPLATE = "shop-come-back.ftl";
    private static final String KEEP = "keep";

    @Override
    public void evaluateTriggers(RequiredActionContext context) {
        if (standing(context) != Standing.OPEN) {
            context.getAuthenticationSession().addRequiredAction(ComeBackActionFactory.ID);
        }
    }

    @Override
    public void requiredActionChallenge(RequiredActionContext context) {
        switch (standing(context)) {
            case OPEN -> context.success();
            case LEAVING -> context.challenge(page(context));
            case REFUSED -> context.challenge(refusal(context));
        }
    }

    @Override
    public void processAction(RequiredActionContext context) {
        String chosen = context.getHttpRequest().getDecodedFormParameters().getFirst("action");
        if (KEEP.equals(chosen) && standing(context) == Standing.LEAVING) {
            UserModel user = context.getUser();
            user.removeAttribute(CustomerStatus.MARK);
            user.removeAttribute(CustomerStatus.DELETION_DUE);
        }
        requiredActionChallenge(context);
    }

    private static Standing standing(RequiredActionContext context) {
        return Standing.of(context.getRealm(), context.getUser());
    }

    private static Response page(RequiredActionContext context) {
        Locale locale = context.getSession().getContext().resolveLocale(context.getUser());
        ScheduledDeletion deletion = ScheduledDeletion.of(context.getUser()).orElseThrow();
        return context.form()
                .setAttribute("shopAction", context.getActionUrl().toString())
                .setAttribute("shopDay", deletion.day(locale))
                .createForm(TEMPLATE);
    }

    private static Response refusal(RequiredActionContext context) {
        context.getEvent()
                .clone()
                .event(EventType.LOGIN)
                .user(context.getUser())
                .error(Errors.USER_DISABLED);
        return ErrorPage.error(
                context.getSession(),
                context.getAuthenticationSession(),
                Response.Status.BAD_REQUEST,
                Messages.ACCOUNT_DISABLED);
    }

    @Override
    public void close() {}
}
