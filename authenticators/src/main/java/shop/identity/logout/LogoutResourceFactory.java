package shop.identity.logout;

import java.util.function.Function;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.services.resources.admin.AdminEventBuilder;
import org.keycloak.services.resources.admin.ext.AdminRealmResourceProvider;
import org.keycloak.services.resources.admin.ext.AdminRealmResourceProviderFactory;
import org.keycloak.services.resources.admin.fgap.AdminPermissionEvaluator;
import shop.identity.queue.UnsentJobs;
import shop.identity.staff.DeadLettersResource;
import shop.identity.staff.QueueResource;
import shop.identity.staff.StaffRequest;

/** Puts {@code /admin/realms/{realm}/shop-logout} together. */
public final class LogoutResourceFactory implements AdminRealmResourceProviderFactory {

    private static final String ID = "shop-logout";

    private DeadLettersResource.Subject<DeadLogout> logouts;

    @Override
    public AdminRealmResourceProvider create(KeycloakSession session) {
        return new LogoutResources();
    }

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public void init(Config.Scope config) {}

    @Override
    public void postInit(KeycloakSessionFactory sessions) {
        logouts = new DeadLettersResource.Subject<>(
                new UnsentJobs<>(LogoutJobs.NAME, LogoutJobs.ORDER, new LogoutTable()),
                Function.identity(),
                "logout",
                "waits for its delivery, or somebody else has requeued it",
                () -> wake(sessions));
    }

    private static void wake(KeycloakSessionFactory sessions) {
        if (sessions.getProviderFactory(Logouts.class) instanceof DatabaseLogoutsFactory logouts) {
            logouts.wake();
        }
    }

    @Override
    public void close() {}

    private final class LogoutResources implements AdminRealmResourceProvider {

        @Override
        public Object getResource(
                KeycloakSession session,
                RealmModel realm,
                AdminPermissionEvaluator permissions,
                AdminEventBuilder adminEvent) {
            return new QueueResource(new StaffRequest(session, realm, permissions, adminEvent, ID), logouts);
        }

        @Override
        public void close() {}
    }
}
