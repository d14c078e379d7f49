package shop.identity.token;

import java.time.Duration;

/**
 * What is to be issued.
 *
 * @param address  where it is sent to
 * @param lifespan how long it can be used
 * @param context  see {@link Token#context}
 */
public record TokenOrder(
        TokenKind kind, String realmId, String userId, String address, Duration lifespan, String context) {

    @Override
    public String toString() {
        return "TokenOrder[" + kind + "]";
    }
}
