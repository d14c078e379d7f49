package shop.identity.logout;

import java.net.URI;
import java.util.function.Supplier;
import org.keycloak.models.ClientModel;
import org.keycloak.protocol.oidc.OIDCAdvancedConfigWrapper;
import org.keycloak.services.managers.ResourceAdminManager;
import org.keycloak.services.util.ResolveRelative;

/** An application as its realm has it by now. */
record Application(ClientModel client) {

    /** Whether it is told of logouts by back channel. */
    boolean isTold() {
        return client.isEnabled() && address() != null;
    }

    private String address() {
        String address = OIDCAdvancedConfigWrapper.fromClientModel(client).getBackchannelLogoutUrl();
        return address == null || address.isBlank() ? null : address;
    }

    /** Whether its address has a gap that only the application's own login request can fill. */
    boolean isPerHost() {
        return isTold() && address().contains(ResourceAdminManager.CLIENT_SESSION_HOST_PROPERTY);
    }

    /**
     * Where it is told, completed as Keycloak does it.
     *
     * @param host as the application gave it, and Keycloak allowed it; null when there is no need for it
     * @param base of this server; asked only where the address is relative to it
     */
    String address(String host, Supplier<URI> base) {
        String address = address();
        if (host != null) {
            address = address.replace(ResourceAdminManager.CLIENT_SESSION_HOST_PROPERTY, host);
        }
        String here = address.startsWith("/") ? base.get().toString() : "";
        return ResolveRelative.resolveRelativeUri(here, here, client.getRootUrl(), address);
    }

    String name() {
        return client.getClientId() + " of realm " + client.getRealm().getName();
    }
}
