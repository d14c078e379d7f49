package shop.identity.erasure;

import java.time.Duration;
import java.util.Set;
import shop.identity.server.ServerOptions;

/**
 * Options of {@code --spi-realm-restapi-extension--shop-privacy--…} that are about erasure.
 *
 * @param grace  from the request to the erasure
 * @param recent how long ago a customer has to have signed in at most, who asks for it
 * @param mode   what becomes of Keycloak's record
 * @param worker whether this node erases
 */
public record ErasureOptions(Duration grace, Duration recent, Outcome mode, boolean worker) {

    private static final String GRACE = "grace-days";
    private static final String RECENT = "recent-authentication-seconds";
    private static final String MODE = "mode";
    private static final String WORKER = "worker";

    /** What this record reads. */
    public static final Set<String> NAMES = Set.of(GRACE, RECENT, MODE, WORKER);

    /** The shortest month has 28 days, and those who are told have to have their days as well. */
    public static final int LONGEST_GRACE = 25;

    private static final int TWO_WEEKS = 14;
    private static final int FIVE_MINUTES = 300;

    /** @throws IllegalArgumentException with one sentence that names the option */
    public static ErasureOptions from(ServerOptions options) {
        return new ErasureOptions(
                grace(options),
                options.seconds(RECENT, FIVE_MINUTES),
                mode(options.text(MODE, Outcome.ANONYMISE.wireName())),
                options.isOn(WORKER, true));
    }

    private static Duration grace(ServerOptions options) {
        Duration grace = options.days(GRACE, TWO_WEEKS);
        if (grace.toDays() > LONGEST_GRACE) {
            throw new IllegalArgumentException("option " + GRACE + ": " + grace.toDays() + " days are more than "
                    + LONGEST_GRACE + ", and would leave too little of the month that the law gives");
        }
        return grace;
    }

    private static Outcome mode(String value) {
        for (Outcome mode : new Outcome[] {Outcome.ANONYMISE, Outcome.DELETE}) {
            if (mode.wireName().equals(value)) {
                return mode;
            }
        }
        throw new IllegalArgumentException("option " + MODE + ": '" + value + "' is neither anonymise nor delete");
    }
}
