package shop.identity.mail;

import com.fasterxml.jackson.annotation.JsonInclude;
import shop.identity.queue.DeadLetter;

/**
 * A mail that will not be sent by itself, as staff see it: no address, no content.
 *
 * @param userId null when the recipient is no user of the realm
 * @param kind   its template; null when it was made without one
 * @param since  RFC 3339, UTC
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record DeadMail(String id, String userId, String kind, int attempts, String reason, String since) {

    /** What of a mail its letter does not have. */
    record Head(String userId, String kind) {}

    /** @param mail null when it is just being removed */
    static DeadMail of(DeadLetter letter, Head mail) {
        return new DeadMail(
                letter.jobId().toString(),
                mail == null ? null : mail.userId(),
                mail == null ? null : mail.kind(),
                letter.attempts(),
                letter.reason(),
                letter.since() == null ? null : letter.since().toString());
    }
}
