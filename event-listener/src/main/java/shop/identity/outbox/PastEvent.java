package shop.identity.outbox;

import java.util.UUID;

/**
 * What replay needs to know of a row of {@code SHOP_OUTBOX}.
 *
 * @param sequence the customer's version
 * @param end      whether it is the last of a customer's life
 */
record PastEvent(UUID id, String customerId, long sequence, boolean end) {

    /** The time in its id, in milliseconds since 1970: of the clock of the node that wrote it. */
    long millis() {
        return EventIds.timeOf(id).toEpochMilli();
    }
}
