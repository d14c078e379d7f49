package shop.identity.segments.sweep;

import java.time.Instant;

/**
 * How an evaluation stands: the one under way, or the last one.
 *
 * @param state     {@code waiting}, {@code running} or {@code completed}
 * @param startedAt null before the first
 * @param endedAt   null while it is under way, and before the first
 * @param customers how many the realm had at its beginning
 */
public record SweepState(
        String state,
        Instant startedAt,
        Instant endedAt,
        long customers,
        long joined,
        long left,
        long unreadableRules) {

    public boolean isCompleted() {
        return state.equals("completed");
    }
}
