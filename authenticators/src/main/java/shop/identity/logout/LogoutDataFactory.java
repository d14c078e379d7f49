package shop.identity.logout;

import org.keycloak.models.KeycloakSession;
import shop.identity.customer.PersonalData;
import shop.identity.customer.PersonalDataFactory;

/** Ends of a customer's sessions of which applications have still to be told. */
public final class LogoutDataFactory implements PersonalDataFactory {

    private final LogoutJobs jobs = new LogoutJobs();

    @Override
    public PersonalData create(KeycloakSession session) {
        return new LogoutData(session, jobs);
    }

    @Override
    public String getId() {
        return "logouts";
    }
}
