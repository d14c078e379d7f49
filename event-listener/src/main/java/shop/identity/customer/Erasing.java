package shop.identity.customer;

import org.keycloak.models.KeycloakSession;

/**
 * Said by who erases a customer, in the session whose transaction does it: nobody becomes {@link CustomerStatus#ERASED} in
 * another way, neither by an attribute that staff write nor by a status they ask for.
 */
public final class Erasing {

    private static final String ATTRIBUTE = "shop.identity.erasing.";

    private Erasing() {}

    public static void begin(KeycloakSession session, String userId) {
        session.setAttribute(ATTRIBUTE + userId, Boolean.TRUE);
    }

    /** @param session null where there is none */
    public static boolean isOf(KeycloakSession session, String userId) {
        return session != null && session.getAttribute(ATTRIBUTE + userId) != null;
    }
}
