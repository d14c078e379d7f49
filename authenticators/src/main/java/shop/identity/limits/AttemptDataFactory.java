package shop.identity.limits;

import org.keycloak.models.KeycloakSession;
import shop.identity.customer.PersonalData;
import shop.identity.customer.PersonalDataFactory;

/** What limits have counted of a customer. */
public final class AttemptDataFactory implements PersonalDataFactory {

    private final CountedAttempts attempts = new CountedAttempts();

    @Override
    public PersonalData create(KeycloakSession session) {
        return new AttemptData(session, attempts);
    }

    @Override
    public String getId() {
        return "attempts";
    }
}
