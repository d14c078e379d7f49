package shop.identity.staff;

import com.fasterxml.jackson.annotation.JsonInclude;
import shop.identity.outbox.DeadEvent;

/**
 * @param id       the event's {@code ce_id}
 * @param type     null, as is {@code sequence}, when the event itself was removed
 * @param sequence the customer's version, {@code ce_sequence}
 * @param since    RFC 3339, UTC; null when it was not written down
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record DeadLetterRepresentation(
        String id, String customerId, String type, Long sequence, int attempts, String reason, String since) {

    static DeadLetterRepresentation of(DeadEvent event) {
        return new DeadLetterRepresentation(
                event.id().toString(),
                event.customerId(),
                event.type(),
                event.sequence(),
                event.attempts(),
                event.reason(),
                event.since() == null ? null : event.since().toString());
    }
}
