package shop.identity.customer;

import java.util.Locale;

/** Why a lock ended before its time. */
public enum UnlockReason {
    /** Staff, or a service with staff's permissions, took it away. */
    ADMINISTRATION,
    /** The customer set a new password with what was in the mailbox. */
    RESET;

    /** The value in payloads. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
