package shop.identity.erasure;

import jakarta.ws.rs.core.UriBuilder;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.urls.UrlType;

/**
 * The link in the mail by which a customer keeps the account. Whoever has it needs no password: the only thing that it can do is to
 * leave everything as it is.
 *
 * @param secret 256 random bits, of which only a digest is kept
 */
record KeepLink(String secret) {

    static final String PATH = "shop-keep";

    private static final int BYTES = 32;
    private static final Pattern SECRET = Pattern.compile("[A-Za-z0-9_-]{43}");

    static KeepLink create() {
        byte[] bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return new KeepLink(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /** @return empty for what can be none */
    static Optional<KeepLink> sent(String secret) {
        return SECRET.matcher(secret).matches() ? Optional.of(new KeepLink(secret)) : Optional.empty();
    }

    byte[] hash() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    /**
     * Its base is configured, as that of all links in mails is: never the {@code Host} header of a request.
     *
     * @return empty where the address of this server is not known: then the mail has to do without
     */
    Optional<URI> address(KeycloakSession session, RealmModel realm) {
        return base(session, realm)
                .map(base -> UriBuilder.fromUri(base)
                        .path("realms")
                        .path(realm.getName())
                        .path(PATH)
                        .path(secret)
                        .build());
    }

    private static Optional<URI> base(KeycloakSession session, RealmModel realm) {
        String ofRealm = realm.getAttribute("frontendUrl");
        if (ofRealm != null && !ofRealm.isBlank()) {
            return Optional.of(URI.create(ofRealm));
        }
        String ofLinks = Config.scope("realm-restapi-extension", "shop-link").get("base-url");
        if (ofLinks != null) {
            return Optional.of(URI.create(ofLinks.strip()));
        }
        if (Config.scope("hostname", "v2").get("hostname") == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(session.getContext().getUri(UrlType.FRONTEND).getBaseUri());
        } catch (RuntimeException noRequest) {
            return Optional.empty();
        }
    }

    /** Not the secret. */
    @Override
    public String toString() {
        return "KeepLink[]";
    }
}
