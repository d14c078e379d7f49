package shop.identity.queue;

import java.time.Duration;

/** Pauses that double from {@code first} to {@code longest}. */
public record Backoff(Duration first, Duration longest) {

    /** @param failures how often it failed before this time, 0 for the first failure */
    Duration after(int failures) {
        Duration pause = first.multipliedBy(1L << Math.min(failures, 30));
        return pause.compareTo(longest) > 0 ? longest : pause;
    }
}
