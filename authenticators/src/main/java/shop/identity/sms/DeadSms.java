package shop.identity.sms;

import com.fasterxml.jackson.annotation.JsonInclude;
import shop.identity.queue.DeadLetter;

/**
 * A message that will not be sent by itself, as staff see it: no number, no text.
 *
 * @param userId null when it is just being removed
 * @param since  RFC 3339, UTC
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record DeadSms(String id, String userId, int attempts, String reason, String since) {

    static DeadSms of(DeadLetter letter, String userId) {
        return new DeadSms(
                letter.jobId().toString(),
                userId,
                letter.attempts(),
                letter.reason(),
                letter.since() == null ? null : letter.since().toString());
    }
}
