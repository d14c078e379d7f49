package shop.identity.logout;

import java.net.URI;
import java.time.Instant;
import java.util.UUID;
import shop.identity.outbox.EventIds;

/**
 * An application that is to be told that a session has ended.
 *
 * @param clientId Keycloak's own id of it
 * @param userId   whose session it was
 * @param claims   what its logout token says, but for what each try gives anew
 * @param host     which of several of the application's the session was at; null when it has one address
 * @param base     where this server begins, as the request knew it; null when there was none
 */
record QueuedLogout(UUID id, String realmId, String clientId, String userId, String claims, String host, URI base) {

    Instant createdAt() {
        return EventIds.timeOf(id);
    }
}
