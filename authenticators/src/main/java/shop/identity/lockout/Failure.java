package shop.identity.lockout;

import org.keycloak.models.KeycloakSession;

/**
 * A wrong password or code.
 *
 * @param address the client's; null when it is not known
 * @param isCode  a one-time code
 * @param guess   the request that brought it; null when it is over
 */
record Failure(String address, boolean isCode, Guess guess) {

    static Failure ofNobodyKnown() {
        return new Failure(null, false, null);
    }

    /** It is counted in a session of its own, on another thread, and events that come of it tell how it came in. */
    void setRequest(KeycloakSession session) {
        if (guess != null) {
            session.getContext().setHttpRequest(guess);
        }
    }
}
