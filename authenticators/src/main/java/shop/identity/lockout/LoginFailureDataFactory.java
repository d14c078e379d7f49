package shop.identity.lockout;

import org.keycloak.models.KeycloakSession;
import shop.identity.customer.PersonalData;
import shop.identity.customer.PersonalDataFactory;

/** A customer's failed logins, for whoever has to hand them out or to erase them. */
public final class LoginFailureDataFactory implements PersonalDataFactory {

    private final FailureTable table = new FailureTable();

    @Override
    public PersonalData create(KeycloakSession session) {
        return new LoginFailureData(session, table);
    }

    @Override
    public String getId() {
        return "failed-logins";
    }
}
