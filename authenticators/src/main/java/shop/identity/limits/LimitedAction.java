package shop.identity.limits;

import java.util.Locale;

/** What is limited per client network, each by itself. */
public enum LimitedAction {
    LOGIN,
    REGISTRATION,
    RESET,
    /** Mails and messages that are asked for. */
    VERIFICATION,
    /** Codes that are typed. */
    OTP;

    /** As options and the stored data name it. */
    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
