package shop.identity.consent;

import jakarta.ws.rs.core.MultivaluedMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.keycloak.authentication.FormAction;
import org.keycloak.authentication.FormContext;
import org.keycloak.authentication.ValidationContext;
import org.keycloak.forms.login.LoginFormsProvider;
import org.keycloak.models.AuthenticatorConfigModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import shop.identity.customer.Actor;
import shop.identity.customer.Channel;
import shop.identity.customer.ConsentBook;
import shop.identity.customer.ConsentDecision;
import shop.identity.customer.ConsentKind;
import shop.identity.customer.Origin;

/**
 * Asks for the consent to marketing, and writes down what the customer said to it and to the terms, in the transaction that
 * creates the customer. Nothing has to be agreed to here: that the terms are is the business of Keycloak's own action.
 */
final class RegistrationConsents implements FormAction {

    /** Keycloak's. */
    static final String TERMS_FIELD = "termsAccepted";

    static final String MARKETING_FIELD = "marketingConsent";

    /** What a browser sends for a ticked box, and what a script may. Anything else is no yes. */
    private static final Set<String> YES = Set.of("on", "true");

    @Override
    public void buildPage(FormContext context, LoginFormsProvider form) {
        form.setAttribute("shopMarketingConsent", true);
    }

    @Override
    public void validate(ValidationContext context) {
        context.success();
    }

    @Override
    public void success(FormContext context) {
        if (context.getUser() == null) {
            // The address has an account, which nobody is told.
            return;
        }
        MultivaluedMap<String, String> form = context.getHttpRequest().getDecodedFormParameters();
        RegistrationConsentsConfig config = RegistrationConsentsConfig.from(options(context));
        if (form.containsKey(TERMS_FIELD)) {
            // As Keycloak's action sees it, whatever the field says.
            append(context, ConsentKind.TERMS, true, config.termsVersion());
        }
        boolean isGiven = Optional.ofNullable(form.getFirst(MARKETING_FIELD))
                .filter(YES::contains)
                .isPresent();
        append(context, ConsentKind.MARKETING, isGiven, config.marketingVersion());
    }

    private static void append(FormContext context, ConsentKind kind, boolean isGiven, String textVersion) {
        Origin origin = new Origin(Actor.SELF, Channel.REGISTRATION_FORM, null);
        context.getSession()
                .getProvider(ConsentBook.class)
                .append(
                        context.getRealm(),
                        context.getUser().getId(),
                        new ConsentDecision(kind, isGiven, textVersion, origin));
    }

    private static Map<String, String> options(FormContext context) {
        return Optional.ofNullable(context.getAuthenticatorConfig())
                .map(AuthenticatorConfigModel::getConfig)
                .orElse(Map.of());
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
