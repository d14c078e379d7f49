package shop.identity.details;

import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.services.resource.RealmResourceProvider;
import org.keycloak.services.resources.admin.AdminEventBuilder;
import org.keycloak.services.resources.admin.ext.AdminRealmResourceProvider;
import org.keycloak.services.resources.admin.ext.AdminRealmResourceProviderFactory;
import org.keycloak.services.resources.admin.fgap.AdminPermissionEvaluator;
import shop.identity.customer.CustomerRealm;

/** Puts {@code /admin/realms/{realm}/shop-customers} together. It is not there in realms that do not take part. */
public final class StaffCustomersFactory implements AdminRealmResourceProviderFactory {

    private static final String ID = "shop-customers";

    private OwnCustomerFactory own;

    @Override
    public AdminRealmResourceProvider create(KeycloakSession session) {
        return new StaffCustomers();
    }

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public void init(Config.Scope config) {}

    @Override
    public void postInit(KeycloakSessionFactory sessions) {
        own = (OwnCustomerFactory) sessions.getProviderFactory(RealmResourceProvider.class, OwnCustomerFactory.ID);
    }

    @Override
    public void close() {}

    private final class StaffCustomers implements AdminRealmResourceProvider {

        @Override
        public Object getResource(
                KeycloakSession session,
                RealmModel realm,
                AdminPermissionEvaluator permissions,
                AdminEventBuilder adminEvent) {
            return own != null && CustomerRealm.takesPart(realm)
                    ? new StaffCustomersResource(session, realm, permissions, adminEvent, own.details())
                    : null;
        }

        @Override
        public void close() {}
    }
}
