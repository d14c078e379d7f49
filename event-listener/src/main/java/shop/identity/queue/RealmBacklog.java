package shop.identity.queue;

import java.time.Duration;

/**
 * How far a queue is behind with one realm's entries. Each number ends at {@link RealmBacklogs#MOST}: that many, or more.
 *
 * @param waiting due, or behind an entry of the same key that is not
 * @param delayed failed, and tried again later
 * @param dead    dead letters
 * @param oldest  age of the oldest entry that is neither a dead letter nor held by one; null when there is none
 */
public record RealmBacklog(long waiting, long delayed, long dead, Duration oldest) {}
