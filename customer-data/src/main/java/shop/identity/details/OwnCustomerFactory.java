package shop.identity.details;

import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.services.resource.RealmResourceProvider;
import org.keycloak.services.resource.RealmResourceProviderFactory;
import shop.identity.customer.CustomerRealm;

/** Puts {@code /realms/{realm}/shop-customer} together. It is not there in realms that do not take part. */
public final class OwnCustomerFactory implements RealmResourceProviderFactory {

    private static final String ID = "shop-customer";

    @Override
    public RealmResourceProvider create(KeycloakSession session) {
        return new OwnCustomer(session);
    }

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public void init(Config.Scope config) {}

    @Override
    public void postInit(KeycloakSessionFactory sessions) {}

    @Override
    public void close() {}

    private record OwnCustomer(KeycloakSession session) implements RealmResourceProvider {

        @Override
        public Object getResource() {
            return CustomerRealm.takesPart(session.getContext().getRealm()) ? new OwnCustomerResource(session) : null;
        }

        @Override
        public void close() {}
    }
}
