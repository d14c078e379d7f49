package shop.identity.it.faults;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import shop.identity.it.ground.Percentiles;

/**
 * What was measured in turns, with the broker up and with it down.
 *
 * <p>A crowded machine has its own storms. So it is the middle one of the windows that counts, and what the windows with
 * the broker up differ among themselves is noise.
 */
record Windows(String what, List<Percentiles> up, List<Percentiles> down) {

    /**
     * Whether the middle window of those with the broker down is one that it might be with the broker up.
     *
     * @param noise how much slower than the middle one of those is noise, too: more for the slowest few of a short window
     */
    boolean areAlike(int percent, double noise) {
        Duration calm = middle(up, percent);
        Duration worstCalm = up.stream()
                .map(window -> window.p(percent))
                .max(Duration::compareTo)
                .orElseThrow();
        Duration storm = middle(down, percent);
        return storm.compareTo(worstCalm) <= 0 || storm.toNanos() <= noise * calm.toNanos();
    }

    private static Duration middle(List<Percentiles> windows, int percent) {
        return windows.stream()
                .map(window -> window.p(percent))
                .sorted()
                .toList()
                .get((windows.size() - 1) / 2);
    }

    @Override
    public String toString() {
        return "%s: broker up %s; down %s".formatted(what, listed(up), listed(down));
    }

    private static String listed(List<Percentiles> windows) {
        return windows.stream()
                .map(window -> "%d/%d ms"
                        .formatted(window.p(50).toMillis(), window.p(99).toMillis()))
                .collect(Collectors.joining(", "));
    }
}
