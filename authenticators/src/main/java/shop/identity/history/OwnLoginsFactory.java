package shop.identity.history;

import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.services.resource.RealmResourceProvider;
import org.keycloak.services.resource.RealmResourceProviderFactory;
import shop.identity.customer.CustomerRealm;

/** Puts {@code /realms/{realm}/shop-logins} together. It is not there in realms that do not take part. */
public final class OwnLoginsFactory implements RealmResourceProviderFactory {

    private static final String ID = "shop-logins";

    private final LoginTable table = new LoginTable();

    @Override
    public RealmResourceProvider create(KeycloakSession session) {
        return new OwnLogins(session, table);
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

    private record OwnLogins(KeycloakSession session, LoginTable table) implements RealmResourceProvider {

        @Override
        public Object getResource() {
            return CustomerRealm.takesPart(session.getContext().getRealm())
                    ? new OwnLoginsResource(session, table)
                    : null;
        }

        @Override
        public void close() {}
    }
}
