package shop.identity.export;

import java.time.Instant;

/**
 * A line of the register of exports.
 *
 * @param by        {@code self} or {@code admin}
 * @param completed null: it is under way, or was broken off
 */
record PastExport(Instant begun, String by, Instant completed) {}
