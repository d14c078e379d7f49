package shop.identity.registration;

import org.keycloak.sessions.AuthenticationSessionModel;

/** Notes at a registration that its address has an account, which is told to the owner of the address only. */
final class TakenAddress {

    private static final String NOTE = "shop-registration-taken";

    private TakenAddress() {}

    static void note(AuthenticationSessionModel registration, String address) {
        registration.setAuthNote(NOTE, address);
    }

    static void forget(AuthenticationSessionModel registration) {
        registration.removeAuthNote(NOTE);
    }

    /** @return null when the address was free */
    static String of(AuthenticationSessionModel registration) {
        return registration.getAuthNote(NOTE);
    }
}
