package shop.identity.limits;

import io.micrometer.core.instrument.Metrics;
import java.util.List;
import org.keycloak.Config;
import org.keycloak.ServerStartupError;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.utils.PostMigrationEvent;
import shop.identity.cleanup.Cleanup;
import shop.identity.queue.Transactions;
import shop.identity.server.KeycloakTransactions;
import shop.identity.server.PromptTransactions;
import shop.identity.server.Promptly;
import shop.identity.server.ServerOptions;

/** Options: see {@code docs/configuration.md}. */
public final class DatabaseAttemptLimiterFactory implements AttemptLimiterFactory {

    private static final String ID = "database";

    private LimitOptions options;
    private Promptly promptly;
    private Uncounted uncounted;
    private Limits limits;
    private Cleanup cleanup;

    @Override
    public AttemptLimiter create(KeycloakSession session) {
        return new DatabaseAttemptLimiter(session, options, limits);
    }

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public void init(Config.Scope config) {
        try {
            options = LimitOptions.from(new ServerOptions(config));
        } catch (IllegalArgumentException e) {
            throw new ServerStartupError(AttemptLimiterSpi.NAME + ": " + e.getMessage(), false);
        }
    }

    @Override
    public void postInit(KeycloakSessionFactory sessions) {
        Transactions transactions = new KeycloakTransactions(sessions, "limits");
        promptly = Counting.promptly("limits");
        uncounted = new Uncounted(Metrics.globalRegistry, "limits");
        limits = new Limits(new PromptTransactions(promptly, transactions), uncounted);
        cleanup = new Cleanup("attempts", transactions, List.of(limits::removeExpired));
        sessions.register(event -> {
            if (event instanceof PostMigrationEvent) {
                cleanup.start();
            }
        });
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
