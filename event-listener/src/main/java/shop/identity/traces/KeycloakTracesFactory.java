package shop.identity.traces;

import org.keycloak.models.KeycloakSession;
import shop.identity.customer.PersonalData;
import shop.identity.customer.PersonalDataFactory;

/** What Keycloak keeps of a customer beside the user's record. */
public final class KeycloakTracesFactory implements PersonalDataFactory {

    private final UserEvents events = new UserEvents();
    private final AdminEvents adminEvents = new AdminEvents();
    private final SideRecords records = new SideRecords();

    @Override
    public PersonalData create(KeycloakSession session) {
        return new KeycloakTraces(session, events, adminEvents, records);
    }

    @Override
    public String getId() {
        return "keycloak-traces";
    }
}
