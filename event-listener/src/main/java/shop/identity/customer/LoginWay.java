package shop.identity.customer;

import java.util.Locale;

/** How a customer showed who it is. */
public enum LoginWay {
    /** The realm's own pages: a password, a code, a passkey, the last step of a registration or a reset. */
    FORM,
    /** An application took the password and handed it over. */
    DIRECT_GRANT,
    IDENTITY_PROVIDER;

    /** The value in payloads, in the stored data and in answers. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
