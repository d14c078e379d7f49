package shop.identity.queue;

import java.util.UUID;

/**
 * An entry of a queue: which job is due, and whose turn it keeps.
 *
 * @param lane     the share of the queue that the key belongs to; claimed as a whole
 * @param position grows in commit order for one key
 * @param key      jobs of one key are delivered one after the other, in the order of their positions
 * @param attempts how often this job failed so far
 * @param suspect  whether it was put aside before
 */
record Ticket(int lane, long position, String key, UUID jobId, int attempts, boolean suspect) {}
