package shop.identity.limits;

import java.time.Duration;

/**
 * So many attempts in any stretch of time of this length: the window slides, it does not start afresh with the clock's
 * minutes.
 *
 * @param name   what is counted: part of the stored data
 * @param most   attempts that are let through, 1 to 1000; the times of all of them are kept
 * @param window the length of the stretch
 */
public record Limit(String name, int most, Duration window) {

    private static final int LARGEST = 1000;

    public Limit {
        if (most < 1 || most > LARGEST) {
            throw new IllegalArgumentException("limit " + name + ": " + most + " is not from 1 to " + LARGEST);
        }
        if (window.isZero() || window.isNegative()) {
            throw new IllegalArgumentException("limit " + name + ": the window has to be longer than nothing");
        }
    }
}
