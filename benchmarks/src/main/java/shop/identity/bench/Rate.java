package shop.identity.bench;

import java.time.Duration;

/** So many events, or logins, in that time. */
public record Rate(long things, Duration took) {

    public double perSecond() {
        return things * 1e9 / Math.max(1, took.toNanos());
    }
}
