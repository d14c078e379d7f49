package shop.identity.sms;

import org.keycloak.models.KeycloakSession;
import shop.identity.customer.PersonalData;
import shop.identity.customer.PersonalDataFactory;

/** Text messages that wait for a customer. */
public final class SmsDataFactory implements PersonalDataFactory {

    private final SmsJobs jobs = new SmsJobs();

    @Override
    public PersonalData create(KeycloakSession session) {
        return new SmsData(session, jobs);
    }

    @Override
    public String getId() {
        return "queued-messages";
    }
}
