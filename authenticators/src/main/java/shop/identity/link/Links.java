package shop.identity.link;

import jakarta.ws.rs.core.UriBuilder;
import java.net.URI;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.urls.UrlType;
import shop.identity.server.ServerOptions;

/**
 * The addresses of links in mails. Their base is configured, at the realm ({@code frontendUrl}), at the pack
 * ({@code base-url}) or at the server ({@code hostname}); a request's {@code Host} header, which an attacker can choose,
 * never gets into a mail.
 */
public final class Links {

    public static final String PATH = "shop-link";

    private final KeycloakSession session;
    private final LinkOptions options;
    private final URI known;

    public Links(KeycloakSession session) {
        this(session, null);
    }

    /** @param base as an earlier request's {@link #base} told it; work after the request has no way to know */
    public Links(KeycloakSession session, URI base) {
        this.session = session;
        this.options = LinkOptions.from(new ServerOptions(Config.scope("realm-restapi-extension", PATH)));
        this.known = base;
    }

    /** @throws IllegalStateException when no address of this server is configured */
    public URI to(RealmModel realm, String secret) {
        return realm(realm).path(PATH).path(secret).build();
    }

    /** The page that lists what a customer can do with the account; where nothing better is known. */
    public URI account(RealmModel realm) {
        return realm(realm).path("account").build();
    }

    /** Where a forgotten password is asked for. */
    public URI forgotten(RealmModel realm) {
        return realm(realm).path("login-actions").path("reset-credentials").build();
    }

    private UriBuilder realm(RealmModel realm) {
        return UriBuilder.fromUri(base(realm)).path("realms").path(realm.getName());
    }

    /**
     * Where all of them begin.
     *
     * @throws IllegalStateException when no address of this server is configured
     */
    public URI base(RealmModel realm) {
        if (known != null) {
            return known;
        }
        String ofRealm = realm.getAttribute("frontendUrl");
        if (ofRealm != null && !ofRealm.isBlank()) {
            return URI.create(ofRealm);
        }
        if (options.base() != null) {
            return options.base();
        }
        if (LinkOptions.isHostnameSet()) {
            return session.getContext().getUri(UrlType.FRONTEND).getBaseUri();
        }
        throw new IllegalStateException(
                "links in mails need the address of this server: set Keycloak's option hostname,"
                        + " or --spi-realm-restapi-extension--shop-link--base-url");
    }
}
