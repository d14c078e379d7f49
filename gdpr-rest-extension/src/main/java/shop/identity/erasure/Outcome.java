package shop.identity.erasure;

import java.util.Locale;

/** What became of Keycloak's own record of an erased customer. */
public enum Outcome {
    /** The id is left, for orders, and nothing that says whose it was. */
    ANONYMISE,
    /** Nothing is left in Keycloak. */
    DELETE,
    /** Somebody else deleted the user before the time had come. */
    REMOVED;

    /** As it is kept and shown. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
