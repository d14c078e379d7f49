package shop.identity.mail;

import java.time.Instant;
import java.util.UUID;
import shop.identity.sealing.Sealed;

/**
 * A mail as it waits in the table {@code SHOP_MAIL}.
 *
 * @param userId  null when the recipient is no user of the realm, or not yet
 * @param kind    its template, such as {@code password-reset}; null when it was made without one
 * @param content a {@link Mail}
 */
record QueuedMail(UUID id, String realmId, String userId, String kind, Sealed content, Instant createdAt) {

    /** For the log: no address, no content. */
    String name() {
        return kind == null ? id.toString() : id + " (" + kind + ")";
    }
}
