package shop.identity.erasure.blocking;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import shop.identity.server.ServerOptions;

/**
 * Who is asked before an erasure, by options of {@code --spi-realm-restapi-extension--shop-privacy--…}.
 *
 * @param services none: nobody is asked
 * @param deadline how long all of them may take together
 */
public record BlockingOptions(List<Service> services, Duration deadline) {

    private static final String DEADLINE = "check-millis";
    private static final int TWO_SECONDS = 2000;

    /** What this record reads. */
    public static final Set<String> NAMES =
            Set.of(DEADLINE, "order-url", "order-token", "payment-url", "payment-token");

    public BlockingOptions {
        services = List.copyOf(services);
    }

    /**
     * One that knows of business with a customer.
     *
     * @param url   the address that its customers are below
     * @param token what it knows us by; null: nothing
     */
    record Service(Business business, URI url, String token) {

        /** Not the token, nor the address. */
        @Override
        public String toString() {
            return "Service[" + business + "]";
        }
    }

    /** @throws IllegalArgumentException with one sentence that names the option, and never has a token in it */
    public static BlockingOptions from(ServerOptions options) {
        List<Service> services = new ArrayList<>();
        for (Business business : Business.values()) {
            String url = options.text(business.service() + "-url");
            if (url != null) {
                services.add(new Service(
                        business,
                        address(business.service() + "-url", url.strip()),
                        token(business.service() + "-token", options.text(business.service() + "-token"))));
            }
        }
        return new BlockingOptions(services, options.millis(DEADLINE, TWO_SECONDS));
    }

    private static URI address(String option, String value) {
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
                "option " + option + ": the value is no http or https address without a query");
    }

    private static String token(String option, String value) {
        if (value != null && !value.chars().allMatch(c -> c > ' ' && c < 127)) {
            throw new IllegalArgumentException(
                    "option " + option + ": the value has a character that cannot be in a header");
        }
        return value;
    }
}
