package shop.identity.consent;

import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.provider.ProviderEvent;
import shop.identity.customer.ConsentBook;
import shop.identity.customer.ConsentBookFactory;
import shop.identity.customer.CustomersGone;
import shop.identity.server.KeycloakTransactions;

/** Keeps the book, and sees to it that it goes with the customer and with the realm, in the same transaction. */
public final class DatabaseConsentBookFactory implements ConsentBookFactory {

    private final Consents consents = new Consents();

    @Override
    public ConsentBook create(KeycloakSession session) {
        return new DatabaseConsentBook(session, consents);
    }

    @Override
    public String getId() {
        return "database";
    }

    @Override
    public void init(Config.Scope config) {}

    @Override
    public void postInit(KeycloakSessionFactory sessions) {
        sessions.register(this::onServerEvent);
    }

    private void onServerEvent(ProviderEvent event) {
        if (event instanceof UserModel.UserRemovedEvent removed) {
            String realmId = removed.getRealm().getId();
            String userId = removed.getUser().getId();
            KeycloakTransactions.within(removed.getKeycloakSession(), connection -> {
                consents.forgetUser(connection, realmId, userId);
                return null;
            });
        } else if (event instanceof CustomersGone gone) {
            gone.each(consents::forgetUser);
        } else if (event instanceof RealmModel.RealmRemovedEvent removed) {
            String realmId = removed.getRealm().getId();
            KeycloakTransactions.within(removed.getKeycloakSession(), connection -> {
                consents.forgetRealm(connection, realmId);
                return null;
            });
        }
    }

    @Override
    public void close() {}
}
