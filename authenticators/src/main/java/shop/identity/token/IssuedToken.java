package shop.identity.token;

import java.util.UUID;

/**
 * Leaves the server in one mail or message, and is kept nowhere.
 *
 * @param secret for the link; null when there is none
 * @param code   six digits, to be typed; null when there is none
 */
public record IssuedToken(UUID id, String secret, String code) {

    @Override
    public String toString() {
        return "IssuedToken[" + id + "]";
    }
}
