package shop.identity.mail;

import org.keycloak.Config;
import org.keycloak.email.EmailSenderProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.services.resources.admin.ext.AdminRealmResourceProvider;
import org.keycloak.services.resources.admin.ext.AdminRealmResourceProviderFactory;
import shop.identity.queue.UnsentJobs;
import shop.identity.staff.DeadLettersResource;
import shop.identity.staff.QueueResources;

/** Puts {@code /admin/realms/{realm}/shop-mail} together. It is not there when the mail queue is switched off. */
public final class MailResourceFactory implements AdminRealmResourceProviderFactory {

    private static final String ID = "shop-mail";

    private DeadLettersResource.Subject<DeadMail> mails;

    @Override
    public AdminRealmResourceProvider create(KeycloakSession session) {
        return new QueueResources(ID, mails);
    }

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public void init(Config.Scope config) {}

    @Override
    public void postInit(KeycloakSessionFactory sessions) {
        if (sessions.getProviderFactory(EmailSenderProvider.class, MailSenderFactory.ID)
                instanceof MailSenderFactory mail) {
            mails = DeadLettersResource.Subject.of(
                    new UnsentJobs<>(MailQueue.NAME, MailQueue.ORDER, new MailTable()), "mail", mail::wake);
        }
    }

    @Override
    public void close() {}
}
