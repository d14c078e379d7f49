package shop.identity.details;

import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.services.resources.admin.AdminEventBuilder;
import org.keycloak.services.resources.admin.ext.AdminRealmResourceProvider;
import org.keycloak.services.resources.admin.ext.AdminRealmResourceProviderFactory;
import org.keycloak.services.resources.admin.fgap.AdminPermissionEvaluator;
import shop.identity.customer.CustomerRealm;

/** Puts {@code /admin/realms/{realm}/shop-customers} together. It is not there in realms that do not take part. */
public final class StaffCustomersFactory implements AdminRealmResourceProviderFactory {

    private static final String ID = "shop-customers";

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
    public void postInit(KeycloakSessionFactory sessions) {}

    @Override
    public void close() {}

    private static final class StaffCustomers implements AdminRealmResourceProvider {

        @Override
        public Object getResource(
                KeycloakSession session,
                RealmModel realm,
                AdminPermissionEvaluator permissions,
                AdminEventBuilder adminEvent) {
            return CustomerRealm.takesPart(realm)
                    ? new StaffCustomersResource(session, realm, permissions, adminEvent)
                    : null;
        }

        @Override
        public void close() {}
    }
}
