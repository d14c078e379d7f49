package shop.identity.logout;

import com.fasterxml.jackson.annotation.JsonInclude;
import shop.identity.queue.DeadLetter;

/**
 * A logout that its application will not hear of by itself, as staff see it.
 *
 * @param clientId the application; null when it is gone
 * @param userId   null when the logout is just being removed
 * @param since    RFC 3339, UTC
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record DeadLogout(String id, String clientId, String userId, int attempts, String reason, String since) {

    /** What of a logout its letter does not have. */
    record Head(String clientId, String userId) {}

    /** @param logout null when it is just being removed */
    static DeadLogout of(DeadLetter letter, Head logout) {
        return new DeadLogout(
                letter.jobId().toString(),
                logout == null ? null : logout.clientId(),
                logout == null ? null : logout.userId(),
                letter.attempts(),
                letter.reason(),
                letter.since() == null ? null : letter.since().toString());
    }
}
