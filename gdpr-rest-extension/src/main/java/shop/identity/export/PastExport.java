package shop.identity.export;

import java.time.Instant;
import java.util.UUID;

/**
 * A line of the register of exports.
 *
 * @param by        {@code self} or {@code admin}
 * @param completed null: it is under way, or was broken off
 */
record PastExport(UUID id, String customerId, Instant begun, String by, Instant completed) {}
