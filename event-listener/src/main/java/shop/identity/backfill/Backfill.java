package shop.identity.backfill;

import java.time.Instant;
import java.util.UUID;

/**
 * A row of {@code SHOP_BACKFILL}.
 *
 * @param reached all before it was told: a user's id for snapshots, a time for a replay; null at the beginning
 * @param total   how many there were when it began; null until they are counted
 * @param done    how many were told
 * @param endedAt null while it runs
 */
public record Backfill(
        UUID id,
        String realmId,
        BackfillOrder order,
        BackfillState state,
        String reached,
        Long total,
        long done,
        Instant startedAt,
        Instant endedAt) {}
