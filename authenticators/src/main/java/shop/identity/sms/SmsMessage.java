package shop.identity.sms;

import java.util.UUID;

/**
 * A text message as a gateway gets it, all of it personal.
 *
 * @param id   the same however often it is handed over: a gateway that took it before recognises it by this
 * @param to   the number, in E.164
 */
public record SmsMessage(UUID id, String to, String text) {

    /** Nobody's log needs more. */
    @Override
    public String toString() {
        return "SmsMessage[" + id + "]";
    }
}
