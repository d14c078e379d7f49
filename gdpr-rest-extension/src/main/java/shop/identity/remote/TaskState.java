package shop.identity.remote;

import java.time.Instant;
import java.util.UUID;

/**
 * How a task stands.
 *
 * @param customerId     null: it is acknowledged, and the request says who it was
 * @param erasureId      the request that it is a part of; null for an account that was deleted in another way
 * @param dueAt          the end of the legal month
 * @param acknowledgedAt null: it is open
 */
record TaskState(
        UUID id,
        String customerId,
        String service,
        String erasureId,
        Instant begunAt,
        Instant dueAt,
        Instant acknowledgedAt) {

    boolean isOpen() {
        return acknowledgedAt == null;
    }
}
