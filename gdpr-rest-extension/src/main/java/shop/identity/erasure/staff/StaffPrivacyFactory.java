package shop.identity.erasure.staff;

import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.services.resources.admin.AdminEventBuilder;
import org.keycloak.services.resources.admin.ext.AdminRealmResourceProvider;
import org.keycloak.services.resources.admin.ext.AdminRealmResourceProviderFactory;
import org.keycloak.services.resources.admin.fgap.AdminPermissionEvaluator;
import shop.identity.customer.CustomerRealm;
import shop.identity.erasure.own.PrivacyFactory;

/** Puts {@code /admin/realms/{realm}/shop-privacy} together. It is not there in realms that do not take part. */
public final class StaffPrivacyFactory implements AdminRealmResourceProviderFactory {

    private static final String ID = "shop-privacy";

    @Override
    public AdminRealmResourceProvider create(KeycloakSession session) {
        return new StaffPrivacy();
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

    private static final class StaffPrivacy implements AdminRealmResourceProvider {

        @Override
        public Object getResource(
                KeycloakSession session,
                RealmModel realm,
                AdminPermissionEvaluator permissions,
                AdminEventBuilder adminEvent) {
            PrivacyFactory privacy = PrivacyFactory.of(session);
            return privacy != null && CustomerRealm.takesPart(realm)
                    ? new StaffPrivacyResource(new PrivacyRequest(session, realm, permissions, adminEvent, ID), privacy)
                    : null;
        }

        @Override
        public void close() {}
    }
}
