package shop.identity.phoneverification;

import org.keycloak.models.KeycloakSession;
import shop.identity.customer.PersonalData;
import shop.identity.customer.PersonalDataFactory;

/** Whether a customer has a verified telephone number. */
public final class VerifiedPhoneDataFactory implements PersonalDataFactory {

    private final VerifiedPhones phones = new VerifiedPhones();

    @Override
    public PersonalData create(KeycloakSession session) {
        return new VerifiedPhoneData(session, phones);
    }

    @Override
    public String getId() {
        return "verified-phone";
    }
}
