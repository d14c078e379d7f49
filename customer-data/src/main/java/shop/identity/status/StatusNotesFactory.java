package shop.identity.status;

import java.sql.SQLException;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.provider.ProviderEvent;
import shop.identity.cleanup.WithTheCustomer;
import shop.identity.customer.PersonalData;
import shop.identity.customer.PersonalDataFactory;
import shop.identity.customer.StatusChanged;

/**
 * Sees to it that a note goes with the status that it is about, on whatever path that changes, and with the customer and the
 * realm: each in the same transaction.
 */
public final class StatusNotesFactory implements PersonalDataFactory {

    private final StatusNotes notes = new StatusNotes();

    @Override
    public PersonalData create(KeycloakSession session) {
        return new StatusPersonalData(session, notes);
    }

    @Override
    public String getId() {
        return "status";
    }

    @Override
    public void init(Config.Scope config) {}

    @Override
    public void postInit(KeycloakSessionFactory sessions) {
        sessions.register(this::onServerEvent);
        sessions.register(new WithTheCustomer(notes::forgetUser, notes::forgetRealm));
    }

    private void onServerEvent(ProviderEvent event) {
        if (event instanceof StatusChanged change) {
            dropOutlived(change);
        }
    }

    private void dropOutlived(StatusChanged change) {
        try {
            notes.dropOutlived(change.connection(), change.realm().id(), change.customerId(), change.to());
        } catch (SQLException e) {
            throw new IllegalStateException("the note about a status cannot be dropped", e);
        }
    }

    @Override
    public void close() {}
}
