package shop.identity.remote;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * How a service is told to erase a customer: {@code POST /customers/{id}/anonymise}.
 *
 * @param path below the service's address, with {@code {id}} where the customer's id belongs
 */
public record ServiceCall(Method method, String path) {

    /** Those that may be sent again, the first one by its key. */
    public enum Method {
        POST,
        PUT,
        DELETE
    }

    private static final String ID = "{id}";
    private static final Pattern TEXT = Pattern.compile("([A-Za-z]+) +(/[!-~&&[^?#]]*)");

    /** @throws IllegalArgumentException without a word about why: the value may be anything */
    static ServiceCall of(String text) {
        Matcher parts = TEXT.matcher(text.strip());
        if (!parts.matches() || !parts.group(2).contains(ID)) {
            throw new IllegalArgumentException();
        }
        String named = parts.group(1).toUpperCase(Locale.ROOT);
        Method method = Stream.of(Method.values())
                .filter(known -> known.name().equals(named))
                .findFirst()
                .orElseThrow(IllegalArgumentException::new);
        ServiceCall call = new ServiceCall(method, parts.group(2));
        // Whatever else makes it no address is found out now, and not with the first customer.
        call.address(URI.create("http://localhost"), "any");
        return call;
    }

    URI address(URI service, String customerId) {
        String id = URLEncoder.encode(customerId, StandardCharsets.UTF_8).replace("+", "%20");
        return URI.create(service + path.replace(ID, id));
    }
}
