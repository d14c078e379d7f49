package shop.identity.it.ground;

import java.time.Duration;
import java.util.Collection;
import java.util.List;

/** Of sorted durations, by nearest rank. */
public record Percentiles(List<Duration> sorted) {

    public static Percentiles of(Collection<Duration> durations) {
        return new Percentiles(durations.stream().sorted().toList());
    }

    public Duration p(int percent) {
        int rank = (int) Math.ceil(percent / 100.0 * sorted.size());
        return sorted.get(Math.max(0, rank - 1));
    }

    @Override
    public String toString() {
        return "n=%d p50=%d ms p99=%d ms".formatted(sorted.size(), p(50).toMillis(), p(99).toMillis());
    }
}
