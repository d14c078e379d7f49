package shop.identity.phoneverification;

import java.time.Duration;
import java.util.Map;
import shop.identity.phone.Region;

/**
 * How a realm has numbers verified; set on the required action.
 *
 * @param mode     whether login asks for it
 * @param codeLife how long a code can be used
 * @param isUnique whether one number can be verified by one customer of the realm only
 * @param region   how a number is read that is typed without a country code
 */
record PhoneVerificationConfig(Mode mode, Duration codeLife, boolean isUnique, Region region) {

    static final String MODE = "mode";
    static final String CODE_MINUTES = "code-minutes";
    static final String UNIQUE = "unique";
    static final String REGION = "default-region";

    static final String CODE_MINUTES_DEFAULT = "5";
    static final String REGION_DEFAULT = "DE";

    private static final int LONGEST = 60;

    enum Mode {
        /** Only where staff, or an application, ask for it. */
        OFF("off"),
        /** Every customer who gave a number, at the next login. */
        WHEN_GIVEN("when-given");

        private final String wireName;

        Mode(String wireName) {
            this.wireName = wireName;
        }

        String wireName() {
            return wireName;
        }
    }

    static PhoneVerificationConfig usual() {
        return from(Map.of());
    }

    /** @throws BadOption with one sentence that names the option and what it may be */
    static PhoneVerificationConfig from(Map<String, String> options) {
        return new PhoneVerificationConfig(
                mode(options.getOrDefault(MODE, Mode.WHEN_GIVEN.wireName())),
                minutes(options.getOrDefault(CODE_MINUTES, CODE_MINUTES_DEFAULT)),
                unique(options.getOrDefault(UNIQUE, "false")),
                region(options.getOrDefault(REGION, REGION_DEFAULT)));
    }

    private static Mode mode(String value) {
        for (Mode mode : Mode.values()) {
            if (mode.wireName().equals(value)) {
                return mode;
            }
        }
        throw new BadOption(MODE, "'" + value + "' is neither off nor when-given");
    }

    private static Duration minutes(String value) {
        try {
            int minutes = Integer.parseInt(value.strip());
            if (minutes >= 1 && minutes <= LONGEST) {
                return Duration.ofMinutes(minutes);
            }
        } catch (NumberFormatException noNumber) {
            // Said below, with the same words as a number out of range.
        }
        throw new BadOption(CODE_MINUTES, "'" + value + "' is no number of minutes from 1 to " + LONGEST);
    }

    private static boolean unique(String value) {
        if (!value.equals("true") && !value.equals("false")) {
            throw new BadOption(UNIQUE, "'" + value + "' is neither true nor false");
        }
        return value.equals("true");
    }

    private static Region region(String value) {
        try {
            return new Region(value);
        } catch (IllegalArgumentException unknown) {
            throw new BadOption(REGION, unknown.getMessage());
        }
    }

    /** An option with a value that it cannot have. */
    static final class BadOption extends IllegalArgumentException {

        private static final long serialVersionUID = 1;

        private final String option;

        BadOption(String option, String what) {
            super("Option '" + option + "' of '" + VerifyPhoneActionFactory.ID + "': " + what + ".");
            this.option = option;
        }

        String option() {
            return option;
        }
    }
}
