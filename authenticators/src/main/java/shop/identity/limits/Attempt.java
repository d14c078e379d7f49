package shop.identity.limits;

import java.time.Duration;

/**
 * What became of an attempt.
 *
 * @param retryAfter when the next one will be let through; zero for one that was let through
 */
public record Attempt(Verdict verdict, Duration retryAfter) {

    public enum Verdict {
        ALLOWED,
        /** One was let through a moment ago: nothing is wrong, it is only too soon for another. */
        TOO_SOON,
        /** Too many of late. */
        LIMITED,
        /** It could not be counted, so it is refused: a counter that is away is no open door. */
        UNAVAILABLE
    }

    public static Attempt unavailable() {
        return new Attempt(Verdict.UNAVAILABLE, Duration.ZERO);
    }

    /** There are too many at this moment, for no fault of this one. */
    public static Attempt crowded(Duration retryAfter) {
        return new Attempt(Verdict.LIMITED, retryAfter);
    }

    static Attempt allowed() {
        return new Attempt(Verdict.ALLOWED, Duration.ZERO);
    }

    /** The same, where only one is let through at a time. */
    Attempt asCoolDown() {
        return verdict == Verdict.LIMITED ? new Attempt(Verdict.TOO_SOON, retryAfter) : this;
    }

    /** When the next one will be let through: whole seconds, at least one. */
    public long retrySeconds() {
        return Math.max(1, retryAfter.plusMillis(999).toSeconds());
    }

    public boolean isAllowed() {
        return verdict == Verdict.ALLOWED;
    }
}
