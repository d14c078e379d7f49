package shop.identity.it.faults;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import shop.identity.it.ground.Percentiles;

/**
 * What was measured in turns, with the broker up and with it down.
 *
 * <p>A crowded machine has its own storms, and they only ever make slower. So it is the quickest of the windows with the
 * broker down that counts: customers who wait for a broker wait in every one of them. What the windows with the broker up
 * differ among themselves is noise.
 */
record Windows(String what, List<Percentiles> up, List<Percentiles> down) {

    /**
     * Whether the quickest window of those with the broker down is one that it might be with the broker up.
     *
     * @param noise how much slower than the middle one of those is noise, too: more for the slowest few of a short window
     */
    boolean areAlike(int percent, double noise) {
        List<Duration> calm = ranked(up, percent);
        Duration middle = calm.get((calm.size() - 1) / 2);
        Duration worst = calm.get(calm.size() - 1);
        Duration storm = ranked(down, percent).get(0);
        return storm.compareTo(worst) <= 0 || storm.toNanos() <= noise * middle.toNanos();
    }

    private static List<Duration> ranked(List<Percentiles> windows, int percent) {
        return windows.stream().map(window -> window.p(percent)).sorted().toList();
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
