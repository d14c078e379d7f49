package shop.identity.export;

import java.util.Set;
import shop.identity.server.ServerOptions;

/**
 * Options of {@code --spi-realm-restapi-extension--shop-privacy--…} that are about exports.
 *
 * @param perDay how many customers can have of themselves within any 24 hours, and as many staff of each
 */
public record ExportOptions(int perDay) {

    private static final String PER_DAY = "exports-per-day";
    private static final int A_FEW = 5;
    private static final int MOST = 1000;

    /** What this record reads. */
    public static final Set<String> NAMES = Set.of(PER_DAY);

    /** @throws IllegalArgumentException with one sentence that names the option */
    public static ExportOptions from(ServerOptions options) {
        String value = options.text(PER_DAY, String.valueOf(A_FEW));
        try {
            int number = Integer.parseInt(value.strip());
            if (number >= 1 && number <= MOST) {
                return new ExportOptions(number);
            }
        } catch (NumberFormatException noNumber) {
            // Said below, with the same words as a number out of range.
        }
        throw new IllegalArgumentException("option " + PER_DAY + ": '" + value + "' is no number from 1 to " + MOST);
    }
}
