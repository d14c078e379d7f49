package shop.identity.sms;

import java.net.URI;
import java.time.Duration;
import java.util.Set;
import shop.identity.server.ServerOptions;

/**
 * The options of {@code --spi-shop-sms--http--…}.
 *
 * @param url     where messages are posted to; null: there is no gateway
 * @param token   what the gateway knows us by; null: nothing
 * @param connect how long a connection may take
 * @param read    how long the whole answer may take
 */
record HttpSmsOptions(URI url, String token, Duration connect, Duration read) {

    private static final String URL = "url";
    private static final String TOKEN = "bearer-token";
    private static final String CONNECT = "connect-timeout-millis";
    private static final String READ = "read-timeout-millis";
    private static final int TWO_SECONDS = 2000;
    private static final int TEN_SECONDS = 10_000;

    /** @throws IllegalArgumentException with one sentence that names the option, and never has the token in it */
    static HttpSmsOptions from(ServerOptions options) {
        options.refuseOthersThan(Set.of(URL, TOKEN, CONNECT, READ));
        String url = options.text(URL);
        return new HttpSmsOptions(
                url == null ? null : address(url),
                token(options.text(TOKEN)),
                options.millis(CONNECT, TWO_SECONDS),
                options.millis(READ, TEN_SECONDS));
    }

    private static URI address(String value) {
        try {
            URI address = URI.create(value.strip());
            if (Set.of("http", "https").contains(address.getScheme()) && address.getHost() != null) {
                return address;
            }
        } catch (IllegalArgumentException | NullPointerException noAddress) {
            // Said below.
        }
        // Not repeated: some gateways want their password in it.
        throw new IllegalArgumentException("option " + URL + ": the value is no http or https address");
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
        return "HttpSmsOptions[]";
    }
}
