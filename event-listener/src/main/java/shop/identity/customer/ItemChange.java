package shop.identity.customer;

import java.util.Locale;

/** What became of one of several things that a customer has. */
public enum ItemChange {
    ADDED,
    CHANGED,
    REMOVED;

    /** The value in events. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
