package shop.identity.server;

import java.time.Duration;
import java.util.Set;
import org.keycloak.Config;

/**
 * The options of one provider, {@code --spi-<spi>--<provider>--<option>}, as an administrator wrote them. What is wrong is
 * said with an {@link IllegalArgumentException} of one sentence that names the option.
 */
public record ServerOptions(Config.Scope scope) {

    /** Every provider can be switched off. */
    private static final String OFFERED_BY_KEYCLOAK = "enabled";

    private static final int A_MINUTE = 60_000;
    private static final int A_DAY = 86_400;
    private static final int TEN_YEARS = 10 * 366;

    /** A mistyped option would otherwise be a setting that silently does not hold. */
    @SuppressWarnings("deprecation") // nothing else tells which options were set
    public void refuseOthersThan(Set<String> known) {
        for (String name : scope.getPropertyNames()) {
            String option = name.substring(name.lastIndexOf("--") + 2);
            if (!known.contains(option) && !option.equals(OFFERED_BY_KEYCLOAK)) {
                throw new IllegalArgumentException("there is no option " + option);
            }
        }
    }

    /** @return null when it is not set */
    public String text(String option) {
        return scope.get(option);
    }

    public String text(String option, String unlessSet) {
        return scope.get(option, unlessSet);
    }

    public boolean isOn(String option, boolean unlessSet) {
        String value = scope.get(option, String.valueOf(unlessSet));
        if (!value.equals("true") && !value.equals("false")) {
            throw new IllegalArgumentException("option " + option + ": '" + value + "' is neither true nor false");
        }
        return value.equals("true");
    }

    public Duration hours(String option, int unlessSet) {
        return Duration.ofHours(number(option, unlessSet, "hours", TEN_YEARS * 24));
    }

    public Duration days(String option, int unlessSet) {
        return Duration.ofDays(number(option, unlessSet, "days", TEN_YEARS));
    }

    /** Up to a day. */
    public Duration seconds(String option, int unlessSet) {
        return Duration.ofSeconds(number(option, unlessSet, "seconds", A_DAY));
    }

    /** How long something may take that others wait for: a minute at most. */
    public Duration millis(String option, int unlessSet) {
        return Duration.ofMillis(number(option, unlessSet, "milliseconds", A_MINUTE));
    }

    private int number(String option, int unlessSet, String unit, int most) {
        String value = scope.get(option, String.valueOf(unlessSet));
        try {
            int number = Integer.parseInt(value.strip());
            if (number >= 1 && number <= most) {
                return number;
            }
        } catch (NumberFormatException noNumber) {
            // Said below, with the same words as a number out of range.
        }
        throw new IllegalArgumentException(
                "option " + option + ": '" + value + "' is no number of " + unit + " from 1 to " + most);
    }
}
