package shop.identity.logout;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What becomes of a logout that an application does not take. */
enum LogoutPolicy {
    /** It is tried again. The customer waits for none of it. */
    RETRY,
    /** Nothing, as ever in Keycloak: tried once, while the customer waits. */
    IGNORE;

    String option() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @return RETRY for null */
    static LogoutPolicy of(String option, String value) {
        if (value == null) {
            return RETRY;
        }
        return Arrays.stream(values())
                .filter(policy -> policy.option().equals(value))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("option " + option + ": '" + value + "' is neither "
                        + Arrays.stream(values()).map(LogoutPolicy::option).collect(Collectors.joining(" nor "))));
    }
}
