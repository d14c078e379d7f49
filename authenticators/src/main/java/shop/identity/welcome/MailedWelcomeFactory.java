package shop.identity.welcome;

import org.keycloak.Config;
import org.keycloak.ServerStartupError;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.utils.PostMigrationEvent;
import org.keycloak.provider.ProviderEvent;
import shop.identity.cleanup.WithTheCustomer;
import shop.identity.server.ServerMode;
import shop.identity.server.ServerOptions;

/** Options, each as {@code --spi-shop-welcome--mail--<option>}: see {@code docs/configuration.md}. */
public final class MailedWelcomeFactory implements WelcomeFactory {

    private final Welcomes welcomes = new Welcomes();

    private WelcomeDays days;
    private WelcomeWorker worker;

    @Override
    public Welcome create(KeycloakSession session) {
        return new MailedWelcome(session, welcomes, days, worker::wake);
    }

    @Override
    public String getId() {
        return "mail";
    }

    @Override
    public void init(Config.Scope config) {
        try {
            days = WelcomeDays.from(new ServerOptions(config));
        } catch (IllegalArgumentException e) {
            throw new ServerStartupError(WelcomeSpi.NAME + ": " + e.getMessage(), false);
        }
    }

    @Override
    public void postInit(KeycloakSessionFactory sessions) {
        worker = new WelcomeWorker(sessions, welcomes, days);
        sessions.register(this::onServerEvent);
        sessions.register(new WithTheCustomer(welcomes::forgetUser, welcomes::forgetRealm));
    }

    private void onServerEvent(ProviderEvent event) {
        if (event instanceof PostMigrationEvent) {
            if (ServerMode.isServer()) {
                worker.start();
            }
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
