package shop.identity.outbox;

import java.time.Instant;
import java.util.UUID;

/**
 * An event that Kafka will never take as it is. It holds back what comes after it for the same customer.
 *
 * @param type     null, as is {@code sequence}, when the event itself was removed
 * @param sequence the customer's version
 * @param attempts how often it was tried
 * @param reason   why it was refused: no payload, no secret
 * @param since    when it was refused last; null when that was not written down
 */
public record DeadEvent(
        UUID id, String customerId, String type, Long sequence, int attempts, String reason, Instant since) {}
