package shop.identity.browser;

import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.NewCookie;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import org.keycloak.http.HttpRequest;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.services.managers.AuthenticationManager;
import shop.identity.sealing.Seal;
import shop.identity.sealing.Sealed;

/**
 * Browsers in which a customer has signed in before: each has a signed cookie per customer. It lets nobody in; it only
 * keeps a lock that others have brought about from shutting the customer out.
 *
 * @see <a href="https://owasp.org/www-community/Slow_Down_Online_Guessing_Attacks_with_Device_Cookies">OWASP, device
 *     cookies</a>
 */
public final class KnownBrowsers {

    private static final String PURPOSE = "known-browser";
    private static final Duration LIFE = Duration.ofDays(180);

    private final KeycloakSession session;

    public KnownBrowsers(KeycloakSession session) {
        this.session = session;
    }

    /** @return what tells this browser from the customer's others; empty when it is not known to be the customer's */
    public Optional<String> known(RealmModel realm, UserModel user) {
        HttpRequest request = session.getContext().getHttpRequest();
        if (request == null || request.getHttpHeaders() == null) {
            return Optional.empty();
        }
        Cookie cookie = request.getHttpHeaders().getCookies().get(name(user));
        return cookie == null
                ? Optional.empty()
                : Ticket.read(cookie.getValue())
                        .filter(ticket -> ticket.expiry().isAfter(Instant.now()))
                        .filter(ticket -> Seal.of(session)
                                .isMacOf(realm, PURPOSE, ticket.mac(), ticket.signedBytes(user.getId())))
                        .map(Ticket::browser);
    }

    /** After a success, in browsers only: an application that asks for a token keeps no cookies. */
    public void remember(RealmModel realm, UserModel user) {
        String path = session.getContext().getUri().getPath();
        if (path.endsWith("/token")) {
            return;
        }
        String browser = known(realm, user).orElseGet(() -> UUID.randomUUID().toString());
        Instant expiry = Instant.now().plus(LIFE);
        byte[] signed = Ticket.signedBytes(browser, expiry, user.getId());
        Sealed mac = Seal.of(session).mac(realm, PURPOSE, signed);
        boolean isSecure =
                session.getContext().getUri().getBaseUri().getScheme().equals("https");
        session.getContext()
                .getHttpResponse()
                .setCookieIfAbsent(new NewCookie.Builder(name(user))
                        .value(new Ticket(browser, expiry, mac).toText())
                        .path(AuthenticationManager.getRealmCookiePath(
                                realm, session.getContext().getUri()))
                        .maxAge((int) LIFE.toSeconds())
                        .httpOnly(true)
                        .secure(isSecure)
                        .sameSite(NewCookie.SameSite.LAX)
                        .build());
    }

    /** Of several customers who share a browser each has one; the name tells nothing of whom. */
    private static String name(UserModel user) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(user.getId().getBytes(StandardCharsets.UTF_8));
            return "SHOP_BROWSER_" + HexFormat.of().formatHex(digest, 0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
