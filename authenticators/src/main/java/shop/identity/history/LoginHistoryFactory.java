package shop.identity.history;

import java.util.List;
import org.keycloak.Config;
import org.keycloak.ServerStartupError;
import org.keycloak.events.EventListenerProvider;
import org.keycloak.events.EventListenerProviderFactory;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.utils.PostMigrationEvent;
import org.keycloak.provider.ProviderEvent;
import shop.identity.cleanup.Cleanup;
import shop.identity.cleanup.WithTheCustomer;
import shop.identity.server.KeycloakTransactions;
import shop.identity.server.ServerOptions;

/**
 * In every realm that takes part, without being named there: what the pack does for customers is one switch. Options: see
 * {@code docs/configuration.md}.
 */
public final class LoginHistoryFactory implements EventListenerProviderFactory {

    private static final String ID = "shop-login-history";

    private final LoginTable table = new LoginTable();
    private HistoryOptions options;
    private Cleanup cleanup;

    @Override
    public EventListenerProvider create(KeycloakSession session) {
        return new LoginHistory(session, table);
    }

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public boolean isGlobal() {
        return true;
    }

    @Override
    public void init(Config.Scope config) {
        try {
            options = HistoryOptions.from(new ServerOptions(config));
        } catch (IllegalArgumentException e) {
            throw new ServerStartupError(ID + ": " + e.getMessage(), false);
        }
    }

    @Override
    public void postInit(KeycloakSessionFactory sessions) {
        cleanup = new Cleanup(
                "logins",
                new KeycloakTransactions(sessions, "old logins"),
                List.of((connection, most) -> table.removeOlder(connection, options.retention(), most)));
        sessions.register(this::onServerEvent);
        sessions.register(new WithTheCustomer(table::removeUser, table::removeRealm));
    }

    private void onServerEvent(ProviderEvent event) {
        if (event instanceof PostMigrationEvent) {
            cleanup.start();
        }
    }

    @Override
    public void close() {
        if (cleanup != null) {
            cleanup.close();
        }
    }
}
