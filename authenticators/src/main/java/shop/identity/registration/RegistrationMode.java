package shop.identity.registration;

import java.util.Locale;
import java.util.Map;

/** What somebody is told who registers with an address that has an account. */
enum RegistrationMode {
    /** Nothing: the same page as everybody sees. The owner of the address gets a mail. */
    PRIVATE,
    /** That it has one. */
    FRIENDLY;

    static final String OPTION = "mode";

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
