package shop.identity.welcome;

import org.keycloak.models.KeycloakSession;
import shop.identity.customer.PersonalData;
import shop.identity.customer.PersonalDataFactory;

/** How far a customer's welcome is. */
public final class WelcomeDataFactory implements PersonalDataFactory {

    private final Welcomes welcomes = new Welcomes();

    @Override
    public PersonalData create(KeycloakSession session) {
        return new WelcomeData(session, welcomes);
    }

    @Override
    public String getId() {
        return "welcome";
    }
}
