package shop.identity.customer;

import java.util.Locale;

/** Who caused a change. */
public enum Actor {
    /** The customer. */
    SELF,
    /** Staff, or a service with staff's permissions. */
    ADMIN,
    /** The server: start, scheduled tasks, imports at start. */
    SYSTEM;

    /** The value of the header {@code ce_actor}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
