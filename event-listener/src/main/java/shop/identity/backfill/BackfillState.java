package shop.identity.backfill;

import java.util.Locale;

/** How a backfill stands. {@code RUNNING → COMPLETED | CANCELLED}. */
public enum BackfillState {
    /** A node works at it, or will. */
    RUNNING,
    /** All were told. */
    COMPLETED,
    /** Staff ended it, or the realm no longer names the listener. What was told by then stays told. */
    CANCELLED;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
