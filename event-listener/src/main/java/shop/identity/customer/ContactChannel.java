package shop.identity.customer;

import java.util.Locale;

/** A way to reach a customer that the customer has shown to own. */
public enum ContactChannel {
    /** Keycloak's own flag behind the e-mail address. */
    EMAIL,
    /** The user attribute {@value #PHONE_ATTRIBUTE}. */
    PHONE;

    /** Says {@code true} once the customer's phone number is verified. */
    public static final String PHONE_ATTRIBUTE = "phoneNumberVerified";

    /** The value in payloads. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
