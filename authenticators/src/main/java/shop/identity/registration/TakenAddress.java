package shop.identity.registration;

import java.util.Locale;
import org.keycloak.sessions.AuthenticationSessionModel;

/** Notes at a registration that its address has an account, which is told to the owner of the address only. */
final class TakenAddress {

    private static final String NOTE = "shop-registration-taken";

    private TakenAddress() {}

    /** @param typed is shown as a customer's would be, who has it in small letters */
    static void note(AuthenticationSessionModel registration, String typed) {
        registration.setAuthNote(NOTE, typed.strip().toLowerCase(Locale.ROOT));
    }

    static void forget(AuthenticationSessionModel registration) {
        registration.removeAuthNote(NOTE);
    }

    /** @return null when the address was free */
    static String of(AuthenticationSessionModel registration) {
        return registration.getAuthNote(NOTE);
    }
}
