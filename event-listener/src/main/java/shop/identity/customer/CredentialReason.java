package shop.identity.customer;

import java.util.Locale;
import java.util.Optional;
import org.keycloak.models.KeycloakSession;

/** Why a customer's credentials changed. */
public enum CredentialReason {
    /** The customer had lost them, and showed to be the customer in another way. */
    RESET,
    /** The customer wanted to, or had to at a login. */
    UPDATE,
    /** Staff, or a service with staff's permissions, did. */
    ADMINISTRATION,
    /** The server did by itself. */
    SYSTEM;

    private static final String NOTE = "shop.identity.credential-reason";

    /**
     * Whoever knows better than the request's path tells: what this session changes from now on, up to its commit, changes
     * for this reason. A note for this one session in memory: it goes with the session.
     */
    public void noteOn(KeycloakSession session) {
        session.setAttribute(NOTE, this);
    }

    /** What was noted last. */
    public static Optional<CredentialReason> notedOn(KeycloakSession session) {
        return Optional.ofNullable(session.getAttribute(NOTE, CredentialReason.class));
    }

    /** The value in payloads. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
