package shop.identity.queue;

import java.time.Duration;

/**
 * How far a queue is behind.
 *
 * @param waiting entries that wait for delivery, dead letters not among them; {@link BacklogGauge#MOST} stands for that
 *                many or more
 * @param dead    dead letters
 * @param oldest  age of the oldest entry that waits and is neither a dead letter nor held by one; zero when there is none
 */
public record Backlog(long waiting, long dead, Duration oldest) {}
