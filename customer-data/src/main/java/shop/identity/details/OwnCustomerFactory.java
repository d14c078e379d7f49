package shop.identity.details;

import org.keycloak.Config;
import org.keycloak.ServerStartupError;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.services.resource.RealmResourceProvider;
import org.keycloak.services.resource.RealmResourceProviderFactory;
import shop.identity.customer.CustomerRealm;
import shop.identity.server.ServerOptions;

/**
 * Puts {@code /realms/{realm}/shop-customer} together. It is not there in realms that do not take part. Options: see
 * {@code docs/configuration.md}.
 */
public final class OwnCustomerFactory implements RealmResourceProviderFactory {

    static final String ID = "shop-customer";

    private DetailsOptions options;
    private Parts parts;

    @Override
    public RealmResourceProvider create(KeycloakSession session) {
        return new OwnCustomer(session, details());
    }

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public void init(Config.Scope config) {
        try {
            options = DetailsOptions.from(new ServerOptions(config));
        } catch (IllegalArgumentException e) {
            throw new ServerStartupError(ID + ": " + e.getMessage(), false);
        }
    }

    @Override
    public void postInit(KeycloakSessionFactory sessions) {
        parts = new Parts(sessions, options);
    }

    /** For staff as well, who see the same. */
    CustomerDetails details() {
        return new CustomerDetails(parts);
    }

    @Override
    public void close() {
        if (parts != null) {
            parts.close();
        }
    }

    private record OwnCustomer(KeycloakSession session, CustomerDetails details) implements RealmResourceProvider {

        @Override
        public Object getResource() {
            return CustomerRealm.takesPart(session.getContext().getRealm())
                    ? new OwnCustomerResource(session, details)
                    : null;
        }

        @Override
        public void close() {}
    }
}
