package shop.identity.reset;

import java.io.IOException;
import java.time.Instant;
import java.util.UUID;
import org.keycloak.util.JsonSerialization;
import shop.identity.sealing.Sealed;

/**
 * Somebody asked for a new password, as it waits in the table {@code SHOP_RESET_REQUEST}.
 *
 * @param content  a {@link Content}
 * @param clientId of the application that the request came from; null when it came from none
 * @param locale   language of the page on which it was asked for
 */
record ResetRequest(UUID id, String realmId, Sealed content, String clientId, String locale, Instant createdAt) {

    /**
     * All of it that is personal.
     *
     * @param address what was typed
     * @param base    where links of this server begin; the worker has no request to tell
     */
    record Content(String address, String base) {

        byte[] toBytes() {
            try {
                return JsonSerialization.writeValueAsBytes(this);
            } catch (IOException e) {
                throw new IllegalStateException("two texts make a JSON object");
            }
        }

        static Content of(byte[] bytes) {
            try {
                return JsonSerialization.readValue(bytes, Content.class);
            } catch (IOException e) {
                throw new IllegalStateException("a request of another form");
            }
        }

        /** Nobody's log needs any of it. */
        @Override
        public String toString() {
            return "Content[]";
        }
    }
}
