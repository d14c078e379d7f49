package shop.identity.logout;

import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.services.resources.admin.ext.AdminRealmResourceProvider;
import org.keycloak.services.resources.admin.ext.AdminRealmResourceProviderFactory;
import shop.identity.queue.UnsentJobs;
import shop.identity.staff.DeadLettersResource;
import shop.identity.staff.QueueResources;

/** Puts {@code /admin/realms/{realm}/shop-logout} together. */
public final class LogoutResourceFactory implements AdminRealmResourceProviderFactory {

    private static final String ID = "shop-logout";

    private DeadLettersResource.Subject<DeadLogout> logouts;

    @Override
    public AdminRealmResourceProvider create(KeycloakSession session) {
        return new QueueResources(ID, logouts);
    }

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public void init(Config.Scope config) {}

    @Override
    public void postInit(KeycloakSessionFactory sessions) {
        logouts = DeadLettersResource.Subject.of(
                new UnsentJobs<>(LogoutJobs.NAME, LogoutJobs.ORDER, new LogoutTable()), "logout", () -> wake(sessions));
    }

    private static void wake(KeycloakSessionFactory sessions) {
        if (sessions.getProviderFactory(Logouts.class) instanceof DatabaseLogoutsFactory logouts) {
            logouts.wake();
        }
    }

    @Override
    public void close() {}
}
