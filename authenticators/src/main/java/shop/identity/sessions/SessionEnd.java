package shop.identity.sessions;

import java.time.Instant;
import java.util.UUID;

/**
 * A customer whose sessions have to end.
 *
 * @param begunBefore those that began before this; null: all
 */
record SessionEnd(UUID id, String realmId, String userId, Instant begunBefore) {

    boolean isAbout(long begunSeconds) {
        return begunBefore == null || begunSeconds < begunBefore.getEpochSecond();
    }
}
