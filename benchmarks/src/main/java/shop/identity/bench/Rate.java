package shop.identity.bench;

import java.time.Duration;

/** So many events in that time. */
record Rate(long events, Duration took) {

    double perSecond() {
        return events * 1e9 / Math.max(1, took.toNanos());
    }
}
