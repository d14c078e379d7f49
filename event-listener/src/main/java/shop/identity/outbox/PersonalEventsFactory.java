package shop.identity.outbox;

import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import shop.identity.cleanup.WithTheCustomer;
import shop.identity.customer.PersonalData;
import shop.identity.customer.PersonalDataFactory;

/** Takes personal data out of events when a customer is erased, and when one is removed on any other path. */
public final class PersonalEventsFactory implements PersonalDataFactory {

    private final PersonalEvents events = new PersonalEvents();

    @Override
    public PersonalData create(KeycloakSession session) {
        return new PersonalEventsData(session, events);
    }

    @Override
    public String getId() {
        return "events";
    }

    /** Of a realm that is removed all events go out as they were written: they go with their age. */
    @Override
    public void postInit(KeycloakSessionFactory sessions) {
        sessions.register(new WithTheCustomer(events::scrub, (connection, realmId) -> {}));
    }
}
