package shop.identity.customer;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.keycloak.models.RealmModel;

/** A realm that opted in to customer events. */
public record CustomerRealm(String id, String name) {

    /** The event listener that a realm names to take part in everything the pack does for customers. */
    public static final String LISTENER = "shop-customer-events";

    /** Whether it is one. */
    public static boolean takesPart(RealmModel realm) {
        return realm.getEventsListenersStream().anyMatch(LISTENER::equals);
    }

    /**
     * The CloudEvents {@code source} attribute: a URI reference relative to the server. A realm's name may have letters and
     * blanks in it that a URI has not.
     */
    public String source() {
        return "/realms/" + URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
