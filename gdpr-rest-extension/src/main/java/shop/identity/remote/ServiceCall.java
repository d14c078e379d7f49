package shop.identity.remote;

import java.util.Locale;
import java.util.stream.Stream;

/** How a service is told to erase a customer: {@code POST /customers/{id}/anonymise}. */
public record ServiceCall(Method method, ServicePath path) {

    /** Those that may be sent again, the first one by its key. */
    public enum Method {
        POST,
        PUT,
        DELETE
    }

    /** @throws IllegalArgumentException without a word about why: the value may be anything */
    static ServiceCall of(String text) {
        String[] parts = text.strip().split(" +", 2);
        if (parts.length < 2) {
            throw new IllegalArgumentException();
        }
        String named = parts[0].toUpperCase(Locale.ROOT);
        Method method = Stream.of(Method.values())
                .filter(known -> known.name().equals(named))
                .findFirst()
                .orElseThrow(IllegalArgumentException::new);
        return new ServiceCall(method, new ServicePath(parts[1]));
    }
}
