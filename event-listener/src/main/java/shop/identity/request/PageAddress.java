package shop.identity.request;

import java.net.URI;
import java.util.Locale;
import java.util.regex.Pattern;
import org.keycloak.models.KeycloakSession;

/** Where the page is that a request asks for: its forms come back to it, and so does its choice of languages. */
public final class PageAddress {

    private static final Pattern BRACE = Pattern.compile("[{}]|%7[bd]");

    private PageAddress() {}

    public static URI of(KeycloakSession session) {
        return withoutBraces(session.getContext().getUri().getRequestUri());
    }

    /**
     * Keycloak takes braces, even when they are escaped, for parameters of a template that nobody gives, and fails. No page has any in its
     * own address: whoever sends some gets a page that leads back to what is left without them.
     */
    static URI withoutBraces(URI asked) {
        if (!hasBraces(asked.toString())) {
            return asked;
        }
        URI path = URI.create(asked.toString().replaceFirst("[?#].*", ""));
        return hasBraces(path.toString()) ? path.resolve(".") : path;
    }

    private static boolean hasBraces(String text) {
        return BRACE.matcher(text.toLowerCase(Locale.ROOT)).find();
    }
}
