package shop.identity.own;

import shop.identity.server.ServerOptions;

/** Options that say how many of something a customer can have. */
public final class Limits {

    private static final int MOST = 1000;

    private Limits() {}

    /** @throws IllegalArgumentException with one sentence that names the option */
    public static int number(ServerOptions options, String option, int unlessSet) {
        String value = options.text(option, String.valueOf(unlessSet));
        try {
            int number = Integer.parseInt(value.strip());
            if (number >= 1 && number <= MOST) {
                return number;
            }
        } catch (NumberFormatException noNumber) {
            // Said below, with the same words as a number out of range.
        }
        throw new IllegalArgumentException("option " + option + ": '" + value + "' is no number from 1 to " + MOST);
    }
}
