package shop.identity.mail;

import org.keycloak.models.KeycloakSession;
import shop.identity.customer.PersonalData;
import shop.identity.customer.PersonalDataFactory;

/** Mails that wait for a customer. */
public final class MailDataFactory implements PersonalDataFactory {

    private final MailQueue queue = new MailQueue();

    @Override
    public PersonalData create(KeycloakSession session) {
        return new MailData(session, queue);
    }

    @Override
    public String getId() {
        return "queued-mails";
    }
}
