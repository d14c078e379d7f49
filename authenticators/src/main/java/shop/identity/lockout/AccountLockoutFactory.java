package shop.identity.lockout;

import java.time.Clock;
import java.util.List;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.utils.PostMigrationEvent;
import org.keycloak.provider.ProviderEvent;
import org.keycloak.services.managers.BruteForceProtector;
import org.keycloak.services.managers.BruteForceProtectorFactory;
import shop.identity.cleanup.Cleanup;
import shop.identity.server.KeycloakTransactions;

/** Goes before Keycloak's own protection, by its order. {@code docs/configuration.md} says how to go back to that one. */
public final class AccountLockoutFactory implements BruteForceProtectorFactory {

    private static final String ID = "shop-lockout";
    private static final int ORDER = 10;

    private final FailureTable table = new FailureTable();
    private final Turnstile turnstile = new Turnstile();
    private Attempts attempts;
    private Cleanup cleanup;

    @Override
    public BruteForceProtector create(KeycloakSession session) {
        return new AccountLockout(session, attempts, turnstile);
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
    public void init(Config.Scope config) {}

    @Override
    public void postInit(KeycloakSessionFactory sessions) {
        attempts = new Attempts(sessions, table, Clock.systemUTC());
        cleanup = new Cleanup(
                "failed logins", new KeycloakTransactions(sessions, "failed logins"), List.of(table::removeForgotten));
        sessions.register(this::onServerEvent);
    }

    private void onServerEvent(ProviderEvent event) {
        if (event instanceof PostMigrationEvent) {
            cleanup.start();
        } else if (event instanceof UserModel.UserRemovedEvent removed) {
            String realmId = removed.getRealm().getId();
            String userId = removed.getUser().getId();
            KeycloakTransactions.within(removed.getKeycloakSession(), connection -> {
                table.removeUser(connection, realmId, userId);
                return null;
            });
        } else if (event instanceof RealmModel.RealmRemovedEvent removed) {
            String realmId = removed.getRealm().getId();
            KeycloakTransactions.within(
                    removed.getKeycloakSession(), connection -> table.removeRealm(connection, realmId));
        }
    }

    @Override
    public void close() {
        if (cleanup != null) {
            cleanup.close();
        }
    }
}
