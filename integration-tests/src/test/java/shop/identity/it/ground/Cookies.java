package shop.identity.it.ground;

import java.net.CookieHandler;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * The cookies of one customer at one server. The JDK's own keeper sends no {@code Secure} cookie over http; browsers do
 * for loopback addresses, and Keycloak counts on it.
 */
final class Cookies extends CookieHandler {

    private final Map<String, String> values = new ConcurrentHashMap<>();

    @Override
    public Map<String, List<String>> get(URI uri, Map<String, List<String>> requestHeaders) {
        String all = values.entrySet().stream()
                .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                .collect(Collectors.joining("; "));
        return all.isEmpty() ? Map.of() : Map.of("Cookie", List.of(all));
    }

    @Override
    public void put(URI uri, Map<String, List<String>> responseHeaders) {
        responseHeaders.forEach((name, headers) -> {
            if ("Set-Cookie".equalsIgnoreCase(name)) {
                headers.forEach(this::put);
            }
        });
    }

    private void put(String header) {
        String pair = header.split(";", 2)[0];
        int equals = pair.indexOf('=');
        values.put(pair.substring(0, equals), pair.substring(equals + 1));
    }
}
