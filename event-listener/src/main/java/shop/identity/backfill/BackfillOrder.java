package shop.identity.backfill;

import java.time.Instant;

/**
 * What staff asked for.
 *
 * @param from          of a replay, inclusive; null for snapshots
 * @param to            of a replay, exclusive; null for snapshots
 * @param ratePerSecond customers or events per second, at most
 */
public record BackfillOrder(BackfillKind kind, Instant from, Instant to, int ratePerSecond) {

    /** A million customers in a little more than half an hour, and room for the shop's own events. */
    public static final int STANDARD_RATE = 500;

    public static final int HIGHEST_RATE = 10_000;

    private static final int MOST_AT_ONCE = 100;

    public BackfillOrder {
        boolean ranged = from != null && to != null && from.isBefore(to);
        if (kind == BackfillKind.REPLAY ? !ranged : from != null || to != null) {
            throw new IllegalArgumentException("a replay has a range, a snapshot has none");
        }
        if (ratePerSecond < 1 || ratePerSecond > HIGHEST_RATE) {
            throw new IllegalArgumentException("no rate: " + ratePerSecond);
        }
    }

    /**
     * How many a transaction tells: a tenth of a second's worth, and never so many that a customer who changes meanwhile
     * would notice the lock.
     */
    int atOnce() {
        return Math.max(1, Math.min(MOST_AT_ONCE, ratePerSecond / 10));
    }
}
