package shop.identity.capture;

import java.util.Locale;

/** What became of a customer's credentials of one type. */
enum CredentialChange {
    /** There is a new one, in place of another or beside it. */
    SET,
    /** One is gone, and no new one came. */
    REMOVED;

    /** The value in payloads. */
    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
