package shop.identity.it.ground;

import java.net.CookieHandler;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * The cookies of one customer at one server. The JDK's own keeper sends no {@code Secure} cookie over http; browsers do
 * for loopback addresses, and Keycloak counts on it.
 */
final class Cookies extends CookieHandler {

    private static final String PATH = "path=";

    /** Two realms of the server have cookies of the same names. */
    private record Cookie(String name, String path) {

        boolean isFor(URI uri) {
            return uri.getPath().startsWith(path);
        }
    }

    private final Map<Cookie, String> values = new ConcurrentHashMap<>();

    @Override
    public Map<String, List<String>> get(URI uri, Map<String, List<String>> requestHeaders) {
        String all = values.entrySet().stream()
                .filter(cookie -> cookie.getKey().isFor(uri))
                .map(cookie -> cookie.getKey().name() + "=" + cookie.getValue())
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
        String[] parts = header.split(";");
        String path = Arrays.stream(parts)
                .map(String::strip)
                .filter(part -> part.regionMatches(true, 0, PATH, 0, PATH.length()))
                .map(part -> part.substring(PATH.length()))
                .findFirst()
                .orElse("/");
        int equals = parts[0].indexOf('=');
        values.put(new Cookie(parts[0].substring(0, equals), path), parts[0].substring(equals + 1));
    }
}
