package shop.identity.queue;

import java.time.Duration;

/**
 * How a worker paces itself.
 *
 * @param threads      turns that are under way at the same time: while one waits for the sink, the other uses the database
 * @param lanes        lanes that a turn claims at most; fewer than there are, so that threads and nodes share a backlog
 * @param batch        jobs that a turn claims at most
 * @param rounds       jobs of one key that it delivers at most before others get their turn
 * @param lease        how long a claim holds without a sign of life; what a dead node held is free after it
 * @param poll         how long it sleeps when nothing is due and nobody wakes it
 * @param firstPause   pause after the sink was unavailable, doubled up to {@code longestPause}
 * @param longestPause see {@code firstPause}
 * @param retries      pauses of one job between its failures
 */
public record WorkerSettings(
        int threads,
        int lanes,
        int batch,
        int rounds,
        Duration lease,
        Duration poll,
        Duration firstPause,
        Duration longestPause,
        Backoff retries) {

    /** A job that fails pauses as the worker does when the sink is unavailable. */
    public WorkerSettings(
            int threads,
            int lanes,
            int batch,
            int rounds,
            Duration lease,
            Duration poll,
            Duration firstPause,
            Duration longestPause) {
        this(
                threads,
                lanes,
                batch,
                rounds,
                lease,
                poll,
                firstPause,
                longestPause,
                new Backoff(firstPause, longestPause));
    }

    public static WorkerSettings standard() {
        return new WorkerSettings(
                2,
                32,
                4000,
                50,
                Duration.ofSeconds(5),
                Duration.ofSeconds(1),
                Duration.ofMillis(250),
                Duration.ofSeconds(5));
    }

    Backoff backoff() {
        return new Backoff(firstPause, longestPause);
    }

    /** Three signs of life per lease: two may be lost. */
    Duration heartbeat() {
        return lease.dividedBy(3);
    }
}
