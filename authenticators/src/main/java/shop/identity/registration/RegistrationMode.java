package shop.identity.registration;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.keycloak.authentication.FormContext;
import org.keycloak.models.AuthenticatorConfigModel;

/** What somebody is told who registers with an address that has an account. */
enum RegistrationMode {
    /** Nothing: the same page as everybody sees. The owner of the address gets a mail. */
    PRIVATE,
    /** That it has one. */
    FRIENDLY;

    static final String OPTION = "mode";

    private static final Logger LOG = Logger.getLogger(RegistrationMode.class);

    /** As the execution says. */
    static RegistrationMode of(FormContext context) {
        Map<String, String> options = Optional.ofNullable(context.getAuthenticatorConfig())
                .map(AuthenticatorConfigModel::getConfig)
                .orElse(Map.of());
        try {
            return from(options);
        } catch (IllegalArgumentException badOption) {
            // Keycloak has no hook to refuse it on save. The careful one, then.
            LOG.error(badOption.getMessage());
            return PRIVATE;
        }
    }

    /** @throws IllegalArgumentException with one sentence for the log that names the option and what it may be */
    static RegistrationMode from(Map<String, String> options) {
        String value = options.getOrDefault(OPTION, PRIVATE.wireName());
        for (RegistrationMode mode : values()) {
            if (mode.wireName().equals(value)) {
                return mode;
            }
        }
        throw new IllegalArgumentException("Option '" + OPTION + "' of '" + RegistrationAccountFactory.ID + "': '"
                + value + "' is neither private nor friendly.");
    }

    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
