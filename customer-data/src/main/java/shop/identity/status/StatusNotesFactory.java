package shop.identity.status;

import java.sql.SQLException;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.provider.ProviderEvent;
import shop.identity.customer.CustomersGone;
import shop.identity.customer.PersonalData;
import shop.identity.customer.PersonalDataFactory;
import shop.identity.customer.StatusChanged;
import shop.identity.server.KeycloakTransactions;

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
    }

    private void onServerEvent(ProviderEvent event) {
        if (event instanceof StatusChanged change) {
            dropOutlived(change);
        } else if (event instanceof UserModel.UserRemovedEvent removed) {
            String realmId = removed.getRealm().getId();
            String userId = removed.getUser().getId();
            KeycloakTransactions.within(removed.getKeycloakSession(), connection -> {
                notes.forgetUser(connection, realmId, userId);
                return null;
            });
        } else if (event instanceof CustomersGone gone) {
            gone.each(notes::forgetUser);
        } else if (event instanceof RealmModel.RealmRemovedEvent removed) {
            String realmId = removed.getRealm().getId();
            KeycloakTransactions.within(removed.getKeycloakSession(), connection -> {
                notes.forgetRealm(connection, realmId);
                return null;
            });
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
