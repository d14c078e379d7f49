package shop.identity.registration;

import jakarta.ws.rs.core.MultivaluedMap;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;
import org.keycloak.authentication.FormContext;
import org.keycloak.authentication.ValidationContext;
import org.keycloak.authentication.forms.RegistrationUserCreation;
import org.keycloak.events.Errors;
import org.keycloak.models.AuthenticatorConfigModel;
import org.keycloak.models.Constants;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;
import org.keycloak.models.utils.FormMessage;
import org.keycloak.services.messages.Messages;
import org.keycloak.services.validation.Validation;
import org.keycloak.userprofile.ValidationException;
import shop.identity.limits.Attempt;
import shop.identity.limits.AttemptLimiter;
import shop.identity.limits.LimitedAction;

/**
 * Creates the customer, or, in private mode, keeps quiet that the address has one: then nothing is created, and the
 * registration goes on to the same page, which nobody gets past.
 */
class RegistrationAccount extends RegistrationUserCreation {

    private static final Logger LOG = Logger.getLogger(RegistrationAccount.class);
    private static final Set<String> TAKEN = Set.of(Messages.EMAIL_EXISTS, Messages.USERNAME_EXISTS);

    /** Longer than either takes on a machine that is not overloaded. */
    private static final Duration STEP = Duration.ofMillis(400);

    @Override
    public void validate(ValidationContext context) {
        MultivaluedMap<String, String> form = context.getHttpRequest().getDecodedFormParameters();
        KeycloakSession session = context.getSession();
        Attempt attempt =
                session.getProvider(AttemptLimiter.class).byNetwork(context.getRealm(), LimitedAction.REGISTRATION);
        if (!attempt.isAllowed()) {
            context.error(Errors.INVALID_REGISTRATION);
            context.excludeOtherErrors();
            context.validationError(form, List.of(RefusedRegistration.message(attempt)));
            return;
        }
        EvenTime time = new EvenTime(STEP);
        OneByOne registrations = new OneByOne(session);
        registrations.begin(
                context.getRealm(),
                Optional.ofNullable(form.getFirst(UserModel.EMAIL)).orElse(""));
        // An invitation is checked by Keycloak's own validation; who need not show the mailbox is told either way.
        boolean invited = context.getUriInfo().getQueryParameters().containsKey(Constants.TOKEN);
        if (mode(context) == RegistrationMode.FRIENDLY
                || invited
                || !context.getRealm().isVerifyEmail()) {
            super.validate(context);
            return;
        }
        if (validateQuietly(context, form, registrations)) {
            time.holdAnswerOf(session);
        }
    }

    /** @return whether all is well, as far as anybody can see */
    private boolean validateQuietly(
            ValidationContext context, MultivaluedMap<String, String> form, OneByOne registrations) {
        TakenAddress.forget(context.getAuthenticationSession());
        try {
            getOrCreateUserProfile(context, form).validate();
        } catch (ValidationException invalid) {
            boolean taken = invalid.getErrors().stream().anyMatch(error -> TAKEN.contains(error.getMessage()));
            List<FormMessage> faults = Validation.getFormErrorsFromValidation(invalid.getErrors().stream()
                    .filter(error -> !TAKEN.contains(error.getMessage()))
                    .toList());
            if (taken) {
                registrations.giveWay();
            }
            if (!faults.isEmpty()) {
                context.error(Errors.INVALID_REGISTRATION);
                context.validationError(form, faults);
                return false;
            }
            TakenAddress.note(
                    context.getAuthenticationSession(),
                    form.getFirst(UserModel.EMAIL).strip());
        }
        context.success();
        return true;
    }

    @Override
    public void success(FormContext context) {
        if (TakenAddress.of(context.getAuthenticationSession()) == null) {
            super.success(context);
            keepLanguage(context);
        }
    }

    /** Keycloak keeps a language only when it was picked from the list. The mails are to be in that of the page. */
    private static void keepLanguage(FormContext context) {
        UserModel user = context.getUser();
        if (context.getRealm().isInternationalizationEnabled() && user.getFirstAttribute(UserModel.LOCALE) == null) {
            Locale ofPage = context.getSession().getContext().resolveLocale(null);
            user.setSingleAttribute(UserModel.LOCALE, ofPage.toLanguageTag());
        }
    }

    private static RegistrationMode mode(FormContext context) {
        Map<String, String> options = Optional.ofNullable(context.getAuthenticatorConfig())
                .map(AuthenticatorConfigModel::getConfig)
                .orElse(Map.of());
        try {
            return RegistrationMode.from(options);
        } catch (IllegalArgumentException badOption) {
            // Keycloak has no hook to refuse it on save. The careful one, then.
            LOG.error(badOption.getMessage());
            return RegistrationMode.PRIVATE;
        }
    }
}
