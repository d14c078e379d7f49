package shop.identity.mail;

import java.util.function.Function;
import org.keycloak.Config;
import org.keycloak.email.EmailSenderProvider;
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

/** Puts {@code /admin/realms/{realm}/shop-mail} together. It is not there when the mail queue is switched off. */
public final class MailResourceFactory implements AdminRealmResourceProviderFactory {

    private static final String ID = "shop-mail";

    private MailSenderFactory mail;
    private DeadLettersResource.Subject<DeadMail> mails;

    @Override
    public AdminRealmResourceProvider create(KeycloakSession session) {
        return new MailResources();
    }

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public void init(Config.Scope config) {}

    @Override
    public void postInit(KeycloakSessionFactory sessions) {
        mail = (MailSenderFactory) sessions.getProviderFactory(EmailSenderProvider.class, MailSenderFactory.ID);
        mails = new DeadLettersResource.Subject<>(
                new UnsentJobs<>(MailQueue.NAME, MailQueue.ORDER, new MailTable()),
                Function.identity(),
                "mail",
                "waits for its delivery, or somebody else has requeued it",
                () -> mail.wake());
    }

    @Override
    public void close() {}

    private final class MailResources implements AdminRealmResourceProvider {

        @Override
        public Object getResource(
                KeycloakSession session,
                RealmModel realm,
                AdminPermissionEvaluator permissions,
                AdminEventBuilder adminEvent) {
            if (mail == null) {
                return null;
            }
            return new QueueResource(new StaffRequest(session, realm, permissions, adminEvent, ID), mails);
        }

        @Override
        public void close() {}
    }
}
