package shop.identity.history;

import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.services.resources.admin.AdminEventBuilder;
import org.keycloak.services.resources.admin.ext.AdminRealmResourceProvider;
import org.keycloak.services.resources.admin.ext.AdminRealmResourceProviderFactory;
import org.keycloak.services.resources.admin.fgap.AdminPermissionEvaluator;

/** Puts {@code /admin/realms/{realm}/shop-logins} together. */
public final class LastLoginFactory implements AdminRealmResourceProviderFactory {

    private static final String ID = "shop-logins";

    private final LoginTable table = new LoginTable();

    @Override
    public AdminRealmResourceProvider create(KeycloakSession session) {
        return new LastLogins();
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

    private final class LastLogins implements AdminRealmResourceProvider {

        @Override
        public Object getResource(
                KeycloakSession session,
                RealmModel realm,
                AdminPermissionEvaluator permissions,
                AdminEventBuilder adminEvent) {
            return new LastLoginResource(session, realm, permissions, table);
        }

        @Override
        public void close() {}
    }
}
