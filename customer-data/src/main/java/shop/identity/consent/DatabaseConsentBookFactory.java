package shop.identity.consent;

import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import shop.identity.cleanup.WithTheCustomer;
import shop.identity.customer.ConsentBook;
import shop.identity.customer.ConsentBookFactory;

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
        sessions.register(new WithTheCustomer(consents::forgetUser, consents::forgetRealm));
    }

    @Override
    public void close() {}
}
