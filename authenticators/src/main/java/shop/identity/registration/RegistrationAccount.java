package shop.identity.registration;

import jakarta.ws.rs.core.MultivaluedMap;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.keycloak.authentication.FormContext;
import org.keycloak.authentication.ValidationContext;
import org.keycloak.authentication.forms.RegistrationUserCreation;
import org.keycloak.events.Errors;
import org.keycloak.models.Constants;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;
import org.keycloak.models.utils.FormMessage;
import org.keycloak.services.messages.Messages;
import org.keycloak.sessions.AuthenticationSessionModel;
import shop.identity.limits.Attempt;
import shop.identity.limits.AttemptLimiter;
import shop.identity.limits.LimitedAction;
import shop.identity.problem.Refusal;
import shop.identity.request.FirstRegistration;
import shop.identity.request.RepeatableRegistration;

/**
 * Creates the customer, or, in private mode, keeps quiet that the address has one: then nothing is created, and the
 * registration goes on to the same page, which nobody gets past. So does a form that is sent again with its key.
 */
class RegistrationAccount extends RegistrationUserCreation {

    /** Longer than either takes on a machine that is not overloaded. */
    private static final Duration STEP = Duration.ofMillis(400);

    /** Of the form that is looked at, if it came with a key. */
    private Optional<RepeatableRegistration> repeatable = Optional.empty();

    @Override
    public void validate(ValidationContext context) {
        TakenAddress.forget(context.getAuthenticationSession());
        RepeatedRegistration.forget(context.getAuthenticationSession());
        KeycloakSession session = context.getSession();
        Attempt attempt =
                session.getProvider(AttemptLimiter.class).byNetwork(context.getRealm(), LimitedAction.REGISTRATION);
        if (!attempt.isAllowed()) {
            refuse(context, RefusedRegistration.message(attempt));
            return;
        }
        EvenTime time = new EvenTime(STEP);
        MultivaluedMap<String, String> form = context.getHttpRequest().getDecodedFormParameters();
        try {
            repeatable = RepeatableRegistration.of(session, form);
        } catch (Refusal noKey) {
            refuse(context, RefusedRegistration.noKey());
            return;
        }
        // Before registrations of one address come one after the other: they may give way to each other, with what was
        // held since.
        FirstRegistration first = repeatable.map(RepeatableRegistration::first).orElse(FirstRegistration.ITSELF);
        switch (first.kind()) {
            case ITSELF -> validate(context, form, time);
            case REPEATED -> repeat(context, form, first, time);
            case ANOTHER_FORM -> refuse(context, RefusedRegistration.usedKey());
            case NOT_DONE_YET -> refuse(context, RefusedRegistration.unavailable());
        }
    }

    private static void refuse(ValidationContext context, FormMessage message) {
        context.error(Errors.INVALID_REGISTRATION);
        context.excludeOtherErrors();
        context.validationError(context.getHttpRequest().getDecodedFormParameters(), List.of(message));
    }

    private void validate(ValidationContext context, MultivaluedMap<String, String> form, EvenTime time) {
        OneByOne registrations = new OneByOne(context.getSession());
        registrations.begin(
                context.getRealm(),
                Optional.ofNullable(form.getFirst(UserModel.EMAIL)).orElse(""));
        if (!isQuiet(context)) {
            super.validate(context);
        } else if (validateQuietly(context, form, registrations)) {
            time.holdAnswerOf(context.getSession());
        }
    }

    /** An invitation is checked by Keycloak's own validation; who need not show the mailbox is told either way. */
    private static boolean isQuiet(ValidationContext context) {
        boolean invited = context.getUriInfo().getQueryParameters().containsKey(Constants.TOKEN);
        return RegistrationMode.of(context) == RegistrationMode.PRIVATE
                && !invited
                && context.getRealm().isVerifyEmail();
    }

    /** @return whether all is well, as far as anybody can see */
    private boolean validateQuietly(
            ValidationContext context, MultivaluedMap<String, String> form, OneByOne registrations) {
        ProfileFaults faults = ProfileFaults.of(getOrCreateUserProfile(context, form));
        if (faults.isTaken()) {
            registrations.giveWay();
        }
        if (!faults.others().isEmpty()) {
            context.error(Errors.INVALID_REGISTRATION);
            context.validationError(form, faults.others());
            return false;
        }
        if (faults.isTaken()) {
            TakenAddress.note(context.getAuthenticationSession(), form.getFirst(UserModel.EMAIL));
        }
        context.success();
        return true;
    }

    /** Nothing of the form is carried out again. Where nothing has to be kept quiet, the address has an account. */
    private static void repeat(
            ValidationContext context, MultivaluedMap<String, String> form, FirstRegistration first, EvenTime time) {
        if (!isQuiet(context)) {
            context.error(Errors.EMAIL_IN_USE);
            context.validationError(form, List.of(new FormMessage(UserModel.EMAIL, Messages.EMAIL_EXISTS)));
            return;
        }
        TakenAddress.note(context.getAuthenticationSession(), form.getFirst(UserModel.EMAIL));
        RepeatedRegistration.note(context.getAuthenticationSession(), first);
        time.holdAnswerOf(context.getSession());
        context.success();
    }

    @Override
    public void success(FormContext context) {
        AuthenticationSessionModel registration = context.getAuthenticationSession();
        if (TakenAddress.of(registration) == null) {
            super.success(context);
            PageLanguage.keep(context);
            repeatable.ifPresent(form -> form.keepCreated(context.getUser().getId()));
        } else if (!RepeatedRegistration.isNoted(registration)) {
            repeatable.ifPresent(RepeatableRegistration::keepTaken);
        }
    }
}
