package shop.identity.bench;

import java.time.Duration;

/**
 * How much is run.
 *
 * @param rounds      of each contender, in turns
 * @param backlog     events of a round
 * @param small       the small backlog of the drain rates that are compared
 * @param large       the large one
 * @param largeRounds rounds of the large one
 * @param stock       entries for a rival that takes 50 every half minute
 * @param warmUp      before latencies count
 * @param latency     for how long they count
 */
record Sizes(
        int rounds, int backlog, int small, int large, int largeRounds, int stock, Duration warmUp, Duration latency) {

    static Sizes whole() {
        return new Sizes(4, 300_000, 10_000, 1_000_000, 2, 100, Duration.ofSeconds(20), Duration.ofSeconds(60));
    }

    static Sizes quick() {
        return new Sizes(2, 50_000, 10_000, 100_000, 1, 100, Duration.ofSeconds(5), Duration.ofSeconds(10));
    }
}
