package shop.identity.remote;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * Where a service has what it has of one customer.
 *
 * @param text below the service's address, with {@code {id}} where the customer's id belongs
 */
public record ServicePath(String text) {

    private static final String ID = "{id}";
    private static final Pattern PATH = Pattern.compile("/[!-~&&[^?#,]]*");

    /** @throws IllegalArgumentException without a word about why: the value may be anything */
    public ServicePath {
        if (!PATH.matcher(text).matches() || !text.contains(ID)) {
            throw new IllegalArgumentException();
        }
        // Whatever else makes it no address is found out now, and not with the first customer.
        URI.create(text.replace(ID, "any"));
    }

    URI below(URI service, String customerId) {
        String id = URLEncoder.encode(customerId, StandardCharsets.UTF_8).replace("+", "%20");
        return URI.create(service + text.replace(ID, id));
    }
}
