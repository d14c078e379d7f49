package shop.identity.link;

import java.net.URI;
import java.util.Set;
import org.keycloak.Config;
import shop.identity.server.ServerOptions;

/**
 * Where links in mails lead: never to where a request said that it had come from.
 *
 * @param base the server's public address; null when Keycloak's own option {@code hostname} says it
 */
public record LinkOptions(URI base) {

    private static final String BASE_URL = "base-url";

    /** @throws IllegalArgumentException with one sentence that names the option */
    public static LinkOptions from(ServerOptions options) {
        options.refuseOthersThan(Set.of(BASE_URL));
        String value = options.text(BASE_URL);
        return new LinkOptions(value == null ? null : base(value));
    }

    private static URI base(String value) {
        try {
            URI base = URI.create(value.strip());
            if (Set.of("http", "https").contains(base.getScheme()) && base.getHost() != null) {
                return base;
            }
        } catch (IllegalArgumentException noAddress) {
            // Said below.
        }
        throw new IllegalArgumentException("option " + BASE_URL + ": '" + value + "' is no http or https address");
    }

    /** Whether the server itself was told its name. */
    static boolean isHostnameSet() {
        return Config.scope("hostname", "v2").get("hostname") != null;
    }
}
