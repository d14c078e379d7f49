package shop.identity.segments.rule;

import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * A range of time, in milliseconds since 1970.
 *
 * @param from inclusive
 * @param to   inclusive
 */
record Millis(long from, long to) {

    /** All times whose day in UTC stands so to the day. */
    static Millis of(Comparison comparison, LocalDate day) {
        long start = start(day);
        long end = start(day.plusDays(1)) - 1;
        return switch (comparison) {
            case EQUAL -> new Millis(start, end);
            case LESS -> new Millis(Long.MIN_VALUE, start - 1);
            case AT_MOST -> new Millis(Long.MIN_VALUE, end);
            case MORE -> new Millis(end + 1, Long.MAX_VALUE);
            case AT_LEAST -> new Millis(start, Long.MAX_VALUE);
        };
    }

    private static long start(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
    }

    boolean contains(long time) {
        return time >= from && time <= to;
    }
}
