package shop.identity.customer;

import java.util.Locale;

/** What a customer may agree to. */
public enum ConsentKind {
    /** The shop's terms. */
    TERMS,
    /** News and offers by e-mail. */
    MARKETING;

    /** The value in the database and in interfaces. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
