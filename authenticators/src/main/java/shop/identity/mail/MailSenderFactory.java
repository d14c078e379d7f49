package shop.identity.mail;

import org.keycloak.Config;
import org.keycloak.ServerStartupError;
import org.keycloak.email.EmailSenderProvider;
import org.keycloak.email.EmailSenderProviderFactory;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.UserModel;
import org.keycloak.models.utils.PostMigrationEvent;
import org.keycloak.provider.ProviderEvent;
import shop.identity.cleanup.WithTheRealm;
import shop.identity.customer.CustomerRealm;
import shop.identity.customer.CustomersGone;
import shop.identity.sealing.GivenKeys;
import shop.identity.server.KeycloakTransactions;
import shop.identity.server.ServerMode;
import shop.identity.server.ServerOptions;

/**
 * Where the mail queue is put together: once per server. Goes before Keycloak's own sender, by its order.
 *
 * <p>Options, each as {@code --spi-email-sender--shop-mail--<option>}: see {@code docs/configuration.md}.
 */
public final class MailSenderFactory implements EmailSenderProviderFactory, GivenKeys.Holder {

    static final String ID = "shop-mail";
    static final int ORDER = 10;

    private final MailQueue queue = new MailQueue();

    private MailOptions options;
    private MailWorker worker;

    @Override
    public EmailSenderProvider create(KeycloakSession session) {
        return new QueuingMailSender(session, queue, this::wake);
    }

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public int order() {
        return ORDER;
    }

    @Override
    public void init(Config.Scope config) {
        try {
            options = MailOptions.from(new ServerOptions(config), ServerMode.isServer());
        } catch (IllegalArgumentException e) {
            throw new ServerStartupError(ID + ": " + e.getMessage(), false);
        }
    }

    @Override
    public void postInit(KeycloakSessionFactory sessions) {
        worker = new MailWorker(sessions, new KeycloakTransactions(sessions, "mail queue"), queue, options);
        sessions.register(this::onServerEvent);
        sessions.register(new WithTheRealm(queue::forgetRealm));
    }

    @Override
    public GivenKeys givenKeys() {
        return options.keys();
    }

    /** Something became due: this node's worker, if it has one, looks at once. */
    void wake() {
        worker.wake();
    }

    private void onServerEvent(ProviderEvent event) {
        if (event instanceof PostMigrationEvent) {
            worker.start();
        } else if (event instanceof UserModel.UserRemovedEvent removed && CustomerRealm.takesPart(removed.getRealm())) {
            // In a realm that takes part no more it is left to the worker, which drops mails of users who are gone.
            String realmId = removed.getRealm().getId();
            String userId = removed.getUser().getId();
            KeycloakTransactions.within(removed.getKeycloakSession(), connection -> {
                queue.forgetUser(connection, realmId, userId);
                return null;
            });
        } else if (event instanceof CustomersGone gone) {
            gone.each(queue::forgetUser);
        }
    }

    /** Also where the start was refused before there was anything to close. */
    @Override
    public void close() {
        if (worker != null) {
            worker.close();
        }
    }
}
