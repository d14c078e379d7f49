package shop.identity.registration;

import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.keycloak.authentication.FormAction;
import org.keycloak.authentication.FormContext;
import org.keycloak.authentication.ValidationContext;
import org.keycloak.authentication.forms.RegistrationUserCreation;
import org.keycloak.forms.login.LoginFormsProvider;
import org.keycloak.models.AuthenticatorConfigModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import shop.identity.phone.PhoneNumber;

/**
 * Turns the phone number as people type it ("030 901820") into the E.164 that the user profile asks for, before the
 * profile is validated and stored. What it cannot read it leaves alone, so that the profile's validator names the error
 * next to the field.
 *
 * <p>The form parameters are left as they were typed, because a form that comes back with an error anywhere shows them
 * again. What is changed instead is the profile: {@link RegistrationUserCreation} makes one per request, on demand, and
 * validates and stores that. Hence this action has to come before it; behind it, it is without effect.
 */
final class RegistrationPhone implements FormAction {

    static final String ATTRIBUTE = "phoneNumber";

    private static final Logger LOG = Logger.getLogger(RegistrationPhone.class);

    @Override
    public void validate(ValidationContext context) {
        MultivaluedMap<String, String> typed = context.getHttpRequest().getDecodedFormParameters();
        String phone = typed.getFirst(ATTRIBUTE);
        if (phone != null) {
            var form = new MultivaluedHashMap<>(typed);
            form.putSingle(ATTRIBUTE, normalised(phone, context));
            new RegistrationUserCreation().getOrCreateUserProfile(context, form);
        }
        context.success();
    }

    private String normalised(String typed, FormContext context) {
        if (typed.isBlank()) {
            return "";
        }
        try {
            var region = RegistrationPhoneConfig.from(options(context)).defaultRegion();
            return PhoneNumber.read(typed, region).map(PhoneNumber::e164).orElse(typed);
        } catch (IllegalArgumentException badOption) {
            // Keycloak has no hook to refuse it on save. A customer can't help it: who types E.164 still gets through.
            LOG.error(badOption.getMessage());
            return typed;
        }
    }

    private static Map<String, String> options(FormContext context) {
        return Optional.ofNullable(context.getAuthenticatorConfig())
                .map(AuthenticatorConfigModel::getConfig)
                .orElse(Map.of());
    }

    @Override
    public void buildPage(FormContext context, LoginFormsProvider form) {
        // The field is on the page because the attribute is in the user profile.
    }

    @Override
    public void success(FormContext context) {
        // The number is stored with the profile.
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
    public void setRequiredActions(KeycloakSession session, RealmModel realm, UserModel user) {
        // Nothing is asked for later.
    }

    @Override
    public void close() {
        // Nothing is held.
    }
}
