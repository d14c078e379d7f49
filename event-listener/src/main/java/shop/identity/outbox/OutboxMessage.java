package shop.identity.outbox;

import java.util.UUID;

/**
 * A row of {@code SHOP_OUTBOX}: a message as it goes out, every attribute already in its final text. Whoever publishes
 * it, the relay or change data capture, has nothing left to compute.
 *
 * <p>A message without a payload is a tombstone: it goes out as key and null, without headers, and lets a compacted topic
 * forget the customer. It is no event. Its other columns are those of the {@code customer.deleted} before it.
 *
 * @param customerId  also the key
 * @param sequence    the customer's version, 20 digits
 * @param traceparent null when there was no trace
 * @param payload     null: a tombstone
 * @param sound       whether the payload was found to obey its schema when it was written
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
        String payload,
        boolean sound) {

    /** In place of an event's type. */
    static final String TOMBSTONE = "tombstone";

    public boolean isTombstone() {
        return payload == null;
    }
}
