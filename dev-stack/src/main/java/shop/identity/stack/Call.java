package shop.identity.stack;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A request as a route sees it.
 *
 * @param variables what stands for the {@code {names}} of the route's path
 * @param headers by lower-case name
 */
record Call(String method, String path, Map<String, String> variables, Map<String, String> headers, String body) {

    String variable(String name) {
        return variables.get(name);
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT))).filter(value -> !value.isBlank());
    }

    /** The body as JSON of that shape; a refusal that names the field otherwise. */
    <T> T body(Class<T> type) {
        return Json.read(body, type);
    }
}
