package shop.identity.reset;

import org.keycloak.models.KeycloakSession;
import shop.identity.customer.PersonalData;
import shop.identity.customer.PersonalDataFactory;

/** Requests for a new password that wait. */
public final class ResetRequestDataFactory implements PersonalDataFactory {

    private final ResetQueue queue = new ResetQueue();

    @Override
    public PersonalData create(KeycloakSession session) {
        return new ResetRequestData(session, queue);
    }

    @Override
    public String getId() {
        return "reset-requests";
    }
}
