package shop.identity.registration;

import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.models.UserModel;
import org.keycloak.services.managers.AuthenticationManager;
import org.keycloak.sessions.AuthenticationSessionModel;
import shop.identity.request.FirstRegistration;
import shop.identity.verification.Conversation;

/**
 * Notes at a registration that its form was carried out before, maybe in another browser. It goes on to the page that waits, as
 * if the address were taken, and there as the customer whom the first form created: the code of the mail is what lets in.
 */
final class RepeatedRegistration {

    private static final String NOTE = "shop-registration-repeated";
    private static final String NOBODY = "";

    private RepeatedRegistration() {}

    static void note(AuthenticationSessionModel registration, FirstRegistration first) {
        registration.setAuthNote(NOTE, first.customerId() == null ? NOBODY : first.customerId());
    }

    static void forget(AuthenticationSessionModel registration) {
        registration.removeAuthNote(NOTE);
    }

    static boolean isNoted(AuthenticationSessionModel registration) {
        return registration.getAuthNote(NOTE) != null;
    }

    /** Before anything is shown: the mail was asked for by the first. */
    static void goOn(AuthenticationFlowContext context) {
        AuthenticationSessionModel registration = context.getAuthenticationSession();
        if (!isNoted(registration)) {
            return;
        }
        String customerId = registration.getAuthNote(NOTE);
        String address = TakenAddress.of(registration);
        forget(registration);
        Conversation.noteBegun(registration, address);
        UserModel customer = customerId.equals(NOBODY)
                ? null
                : context.getSession().users().getUserById(context.getRealm(), customerId);
        if (customer != null && context.getUser() == null && mayWait(customer, address)) {
            TakenAddress.forget(registration);
            registration.setAuthNote(AuthenticationManager.NEW_USER_REGISTERED, "true");
            registration.setAuthenticatedUser(customer);
        }
    }

    /**
     * Who is verified by now logs in, which a form does not do. Whoever sent it waits like everybody with the address of somebody
     * else, and is not told.
     */
    private static boolean mayWait(UserModel customer, String address) {
        return customer.isEnabled() && !customer.isEmailVerified() && address.equalsIgnoreCase(customer.getEmail());
    }
}
