package shop.identity.history;

import org.keycloak.models.KeycloakSession;
import shop.identity.customer.PersonalData;
import shop.identity.customer.PersonalDataFactory;

/** A customer's logins, for whoever has to hand them out or to erase them. */
public final class LoginDataFactory implements PersonalDataFactory {

    private final LoginTable table = new LoginTable();

    @Override
    public PersonalData create(KeycloakSession session) {
        return new LoginData(session, table);
    }

    @Override
    public String getId() {
        return "logins";
    }
}
