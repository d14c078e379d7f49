package shop.identity.outbox;

import java.util.UUID;

/**
 * A row of {@code SHOP_OUTBOX}: a message as it goes out, every attribute already in its final text. Whoever publishes
 * it, the relay or change data capture, has nothing left to compute.
 *
 * @param customerId  also the key
 * @param sequence    the customer's version, 20 digits
 * @param traceparent null when there was no trace
 */
public record OutboxMessage(
        UUID id,
        String customerId,
        String type,
        String source,
        String time,
        String dataSchema,
        String sequence,
        String actor,
        String channel,
        String traceparent,
        String payload) {}
