package shop.identity.details;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicBoolean;
import org.keycloak.events.Details;
import org.keycloak.events.EventBuilder;
import org.keycloak.events.EventType;
import org.keycloak.models.KeycloakSession;
import org.keycloak.storage.ReadOnlyException;
import org.keycloak.theme.Theme;
import org.keycloak.userprofile.Attributes;
import org.keycloak.userprofile.EventAuditingAttributeChangeListener;
import org.keycloak.userprofile.UserProfile;
import org.keycloak.userprofile.UserProfileContext;
import org.keycloak.userprofile.UserProfileProvider;
import org.keycloak.userprofile.ValidationException;
import shop.identity.own.FreshCustomer;
import shop.identity.own.OwnRows;
import shop.identity.problem.FieldError;
import shop.identity.problem.Refusal;
import shop.identity.request.SignedInCustomer;

/** A customer changes the own profile, as the Account Console would: by the realm's user profile, with its rules and its event. */
record ProfileChange(KeycloakSession session, SignedInCustomer customer) {

    /**
     * @param body a merge patch
     * @throws Refusal 400 naming the fields; 409: a directory does not have the customer changed
     */
    void make(byte[] body) {
        new OwnRows(session, customer.realm(), customer.user().getId()).change(connection -> {
            FreshCustomer.read(session, customer.user());
            UserProfileProvider profiles = session.getProvider(UserProfileProvider.class);
            Attributes present =
                    profiles.create(UserProfileContext.ACCOUNT, customer.user()).getAttributes();
            ProfilePatch patch =
                    ProfilePatch.of(body, profiles.getConfiguration().getAttributes(), present);
            update(profiles.create(UserProfileContext.ACCOUNT, patch.on(present), customer.user()));
            return null;
        });
    }

    private void update(UserProfile profile) {
        EventBuilder event = event();
        AtomicBoolean isChanged = new AtomicBoolean();
        try {
            profile.update(
                    false,
                    (name, user, before) -> isChanged.set(true),
                    new EventAuditingAttributeChangeListener(profile, event));
        } catch (ValidationException e) {
            Properties sentences = sentences();
            throw Refusal.invalid(e.getErrors().stream()
                    .map(error -> new FieldError(error.getAttribute(), sentence(sentences, error)))
                    .distinct()
                    .toList());
        } catch (ReadOnlyException e) {
            throw Refusal.conflict("A directory keeps the customer: the profile has to be changed there.");
        }
        if (isChanged.get()) {
            event.success();
        }
    }

    private EventBuilder event() {
        return new EventBuilder(customer.realm(), session, session.getContext().getConnection())
                .event(EventType.UPDATE_PROFILE)
                .client(customer.token().getIssuedFor())
                .session(customer.token().getSessionId())
                .user(customer.user())
                .detail(Details.CONTEXT, UserProfileContext.ACCOUNT.name());
    }

    /** Those of the login pages, which know all of these errors. */
    private Properties sentences() {
        try {
            return session.theme().getTheme(Theme.Type.LOGIN).getMessages(Locale.ENGLISH);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String sentence(Properties sentences, ValidationException.Error error) {
        return error.getFormattedMessage((key, parameters) -> {
            String pattern = sentences.getProperty(key);
            return pattern == null ? key : new MessageFormat(pattern, Locale.ENGLISH).format(parameters);
        });
    }
}
