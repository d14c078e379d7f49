package shop.identity.queue;

import java.time.Instant;
import java.util.UUID;

/**
 * An entry that its sink refused for good. It waits for staff, and, where the order of a key is kept, what comes after it
 * for the same key with it.
 *
 * @param attempts how often it was tried
 * @param reason   what the sink said: no secret, no personal data
 * @param since    when it was refused last; null when that was before this was written down
 */
public record DeadLetter(UUID jobId, String key, int attempts, String reason, Instant since) {}
