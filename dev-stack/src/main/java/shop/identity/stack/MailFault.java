package shop.identity.stack;

/**
 * How the mail catcher misbehaves.
 *
 * @param down        nobody listens at the SMTP port; null: somebody does
 * @param delayMillis waited with each mail's acknowledgement; null: not at all
 * @param status      answered to a recipient, 400 to 599: from 500 on for good; null: recipients are taken
 * @param recipient   the address that it is answered to; null: to everybody
 * @param times       how many recipients are answered so; null: all until changed
 */
public record MailFault(Boolean down, Integer delayMillis, Integer status, String recipient, Integer times) {

    public MailFault {
        InvalidValue.requireRange("delayMillis", delayMillis, 0, 600_000);
        InvalidValue.requireRange("status", status, 400, 599);
        InvalidValue.requireRange("times", times, 1, Integer.MAX_VALUE);
    }

    /** Until changed. */
    public static MailFault away() {
        return new MailFault(true, null, null, null, null);
    }

    /** Every mail is acknowledged this much later until changed. */
    public static MailFault delay(int millis) {
        return new MailFault(null, millis, null, null, null);
    }

    /** One address is refused until changed. */
    public static MailFault refusal(int status, String recipient) {
        return new MailFault(null, null, status, recipient, null);
    }

    /** The same, for the next recipients only. */
    public MailFault times(int times) {
        return new MailFault(down, delayMillis, status, recipient, times);
    }

    boolean isDown() {
        return Boolean.TRUE.equals(down);
    }

    boolean hits(String address) {
        return status != null && (recipient == null || recipient.equalsIgnoreCase(address));
    }

    /** What is left after one more refusal; null when it is used up. */
    MailFault afterHit() {
        if (times == null) {
            return this;
        }
        return times == 1 ? null : times(times - 1);
    }
}
