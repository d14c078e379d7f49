package shop.identity.erasure;

import java.util.Optional;
import org.keycloak.models.KeycloakSession;

/**
 * Who cancels a request in a session's transaction, and when, as far as it is said: whoever only takes a mark away says nothing.
 *
 * @param session null where there is none
 */
record Canceller(KeycloakSession session) {

    private static final String ATTRIBUTE = "shop.identity.erasure.canceller";

    void is(Erasure.Closing closing) {
        session.setAttribute(ATTRIBUTE, closing);
    }

    Optional<Erasure.Closing> said() {
        return session == null
                ? Optional.empty()
                : Optional.ofNullable(session.getAttribute(ATTRIBUTE, Erasure.Closing.class));
    }
}
