package shop.identity.lockout;

import io.micrometer.core.instrument.Metrics;
import java.time.Clock;
import java.util.List;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.utils.PostMigrationEvent;
import org.keycloak.provider.ProviderEvent;
import org.keycloak.services.managers.BruteForceProtector;
import org.keycloak.services.managers.BruteForceProtectorFactory;
import shop.identity.cleanup.Cleanup;
import shop.identity.cleanup.WithTheCustomer;
import shop.identity.limits.Counting;
import shop.identity.limits.Uncounted;
import shop.identity.server.KeycloakTransactions;
import shop.identity.server.Promptly;

/** Goes before Keycloak's own protection, by its order. {@code docs/configuration.md} says how to go back to that one. */
public final class AccountLockoutFactory implements BruteForceProtectorFactory {

    private static final String ID = "shop-lockout";
    private static final int ORDER = 10;

    private final FailureTable table = new FailureTable();
    private Promptly promptly;
    private Uncounted uncounted;
    private Attempts attempts;
    private Entrance entrance;
    private Cleanup cleanup;

    @Override
    public BruteForceProtector create(KeycloakSession session) {
        return new AccountLockout(session, attempts, entrance, uncounted);
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
        promptly = Counting.promptly("lockout");
        uncounted = new Uncounted(Metrics.globalRegistry, "lockout");
        attempts = new Attempts(sessions, promptly, table, Clock.systemUTC());
        entrance = new Entrance(attempts, new Turnstile());
        cleanup = new Cleanup(
                "failed logins", new KeycloakTransactions(sessions, "failed logins"), List.of(table::removeForgotten));
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
            uncounted.close();
            promptly.close();
        }
    }
}
