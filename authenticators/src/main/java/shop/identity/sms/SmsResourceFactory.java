package shop.identity.sms;

import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.services.resources.admin.ext.AdminRealmResourceProvider;
import org.keycloak.services.resources.admin.ext.AdminRealmResourceProviderFactory;
import shop.identity.queue.UnsentJobs;
import shop.identity.staff.DeadLettersResource;
import shop.identity.staff.QueueResources;

/** Puts {@code /admin/realms/{realm}/shop-sms} together. */
public final class SmsResourceFactory implements AdminRealmResourceProviderFactory {

    private static final String ID = "shop-sms";

    private DeadLettersResource.Subject<DeadSms> messages;

    @Override
    public AdminRealmResourceProvider create(KeycloakSession session) {
        return new QueueResources(ID, messages);
    }

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public void init(Config.Scope config) {}

    @Override
    public void postInit(KeycloakSessionFactory sessions) {
        messages = DeadLettersResource.Subject.of(
                new UnsentJobs<>(SmsJobs.NAME, SmsJobs.ORDER, new SmsTable()), "message", () -> wake(sessions));
    }

    private static void wake(KeycloakSessionFactory sessions) {
        if (sessions.getProviderFactory(SmsQueue.class) instanceof DatabaseSmsQueueFactory queue) {
            queue.wake();
        }
    }

    @Override
    public void close() {}
}
