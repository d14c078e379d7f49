package shop.identity.details;

import java.net.URI;
import java.time.Duration;
import java.util.Set;
import shop.identity.server.ServerOptions;

/**
 * The options of {@code --spi-realm-restapi-extension--shop-customer--…}.
 *
 * @param deadline     how long a customer's details may take, however many parts they have
 * @param threads      how many at a time ask for one part
 * @param orderService the address that its customers are below; null: there are no orders in the details
 * @param token        what the order service knows us by; null: nothing
 */
record DetailsOptions(Duration deadline, int threads, URI orderService, String token) {

    private static final String DEADLINE = "deadline-millis";
    private static final String THREADS = "threads";
    private static final String ORDER_SERVICE = "order-service-url";
    private static final String TOKEN = "order-service-token";
    private static final int TWO_SECONDS = 2000;
    private static final int A_FEW = 4;
    private static final int MOST = 64;

    /** @throws IllegalArgumentException with one sentence that names the option, and never has the token in it */
    static DetailsOptions from(ServerOptions options) {
        options.refuseOthersThan(Set.of(DEADLINE, THREADS, ORDER_SERVICE, TOKEN));
        String service = options.text(ORDER_SERVICE);
        return new DetailsOptions(
                options.millis(DEADLINE, TWO_SECONDS),
                threads(options.text(THREADS, String.valueOf(A_FEW))),
                service == null ? null : address(service.strip()),
                token(options.text(TOKEN)));
    }

    private static int threads(String value) {
        try {
            int number = Integer.parseInt(value.strip());
            if (number >= 1 && number <= MOST) {
                return number;
            }
        } catch (NumberFormatException noNumber) {
            // Said below, with the same words as a number out of range.
        }
        throw new IllegalArgumentException("option " + THREADS + ": '" + value + "' is no number from 1 to " + MOST);
    }

    private static URI address(String value) {
        try {
            URI address = URI.create(value.endsWith("/") ? value.substring(0, value.length() - 1) : value);
            if (Set.of("http", "https").contains(address.getScheme())
                    && address.getHost() != null
                    && address.getRawQuery() == null
                    && address.getRawFragment() == null) {
                return address;
            }
        } catch (IllegalArgumentException | NullPointerException noAddress) {
            // Said below.
        }
        // Not repeated: there may be a password in it.
        throw new IllegalArgumentException(
                "option " + ORDER_SERVICE + ": the value is no http or https address without a query");
    }

    private static String token(String value) {
        if (value != null && !value.chars().allMatch(c -> c > ' ' && c < 127)) {
            throw new IllegalArgumentException(
                    "option " + TOKEN + ": the value has a character that cannot be in a header");
        }
        return value;
    }

    /** Not the token, nor the address. */
    @Override
    public String toString() {
        return "DetailsOptions[]";
    }
}
