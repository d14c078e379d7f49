package shop.identity.remote;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.keycloak.Config;
import shop.identity.server.ServerOptions;

/** Options as an administrator set them. */
final class Options extends Config.AbstractScope {

    private final Map<String, String> set = new HashMap<>();

    public Options with(String option, String value) {
        set.put(option, value);
        return this;
    }

    public ServerOptions read() {
        return new ServerOptions(this);
    }

    @Override
    public String get(String option) {
        return set.get(option);
    }

    @Override
    public Config.Scope scope(String... scope) {
        return this;
    }

    @Override
    @SuppressWarnings("deprecation") // the interface asks for it
    public Set<String> getPropertyNames() {
        return set.keySet().stream()
                .map(option -> "kc.spi-realm-restapi-extension--shop-privacy--" + option)
                .collect(Collectors.toSet());
    }

    @Override
    public Config.Scope root() {
        return this;
    }
}
