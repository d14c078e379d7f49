package shop.identity.welcome;

import org.keycloak.Config;
import org.keycloak.ServerStartupError;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.utils.PostMigrationEvent;
import org.keycloak.provider.ProviderEvent;
import shop.identity.server.KeycloakTransactions;
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
    }

    private void onServerEvent(ProviderEvent event) {
        if (event instanceof PostMigrationEvent) {
            if (ServerMode.isServer()) {
                worker.start();
            }
        } else if (event instanceof UserModel.UserRemovedEvent removed) {
            String realmId = removed.getRealm().getId();
            String userId = removed.getUser().getId();
            KeycloakTransactions.within(removed.getKeycloakSession(), connection -> {
                welcomes.forgetUser(connection, realmId, userId);
                return null;
            });
        } else if (event instanceof RealmModel.RealmRemovedEvent removed) {
            String realmId = removed.getRealm().getId();
            KeycloakTransactions.within(removed.getKeycloakSession(), connection -> {
                welcomes.forgetRealm(connection, realmId);
                return null;
            });
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
