package shop.identity.sms;

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

/** Puts {@code /admin/realms/{realm}/shop-sms} together. */
public final class SmsResourceFactory implements AdminRealmResourceProviderFactory {

    private static final String ID = "shop-sms";

    private DeadLettersResource.Subject<DeadSms> messages;

    @Override
    public AdminRealmResourceProvider create(KeycloakSession session) {
        return new SmsResources();
    }

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public void init(Config.Scope config) {}

    @Override
    public void postInit(KeycloakSessionFactory sessions) {
        messages = new DeadLettersResource.Subject<>(
                new UnsentJobs<>(SmsJobs.NAME, SmsJobs.ORDER, new SmsTable()),
                Function.identity(),
                "message",
                "waits for its delivery, or somebody else has requeued it",
                () -> wake(sessions));
    }

    private static void wake(KeycloakSessionFactory sessions) {
        if (sessions.getProviderFactory(SmsQueue.class) instanceof DatabaseSmsQueueFactory queue) {
            queue.wake();
        }
    }

    @Override
    public void close() {}

    private final class SmsResources implements AdminRealmResourceProvider {

        @Override
        public Object getResource(
                KeycloakSession session,
                RealmModel realm,
                AdminPermissionEvaluator permissions,
                AdminEventBuilder adminEvent) {
            return new QueueResource(new StaffRequest(session, realm, permissions, adminEvent, ID), messages);
        }

        @Override
        public void close() {}
    }
}
