package shop.identity.sms;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.keycloak.Config;
import org.keycloak.ServerStartupError;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.utils.PostMigrationEvent;
import org.keycloak.provider.ProviderEvent;
import shop.identity.cleanup.Cleanup;
import shop.identity.cleanup.WithTheCustomer;
import shop.identity.server.KeycloakTransactions;
import shop.identity.server.ServerMode;
import shop.identity.server.ServerOptions;

/** Where the message queue is put together: once per server. */
public final class DatabaseSmsQueueFactory implements SmsQueueFactory {

    private static final String ID = "database";
    private static final String WORKER = "worker";

    /** So long staff can see what was refused. */
    private static final Duration REMEMBERED = Duration.ofDays(7);

    private final SmsJobs jobs = new SmsJobs();

    private boolean works;
    private SmsWorker worker;
    private Cleanup cleanup;

    @Override
    public SmsQueue create(KeycloakSession session) {
        return new DatabaseSmsQueue(session, jobs, this::wake);
    }

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public void init(Config.Scope config) {
        try {
            ServerOptions options = new ServerOptions(config);
            options.refuseOthersThan(Set.of(WORKER));
            works = options.isOn(WORKER, true) && ServerMode.isServer();
        } catch (IllegalArgumentException e) {
            throw new ServerStartupError(SmsQueueSpi.NAME + ": " + e.getMessage(), false);
        }
    }

    @Override
    public void postInit(KeycloakSessionFactory sessions) {
        KeycloakTransactions transactions = new KeycloakTransactions(sessions, "text message queue");
        worker = new SmsWorker(sessions, transactions, jobs, works);
        cleanup = new Cleanup(
                "messages", transactions, List.of((connection, most) -> jobs.removeOld(connection, REMEMBERED, most)));
        sessions.register(this::onServerEvent);
        sessions.register(new WithTheCustomer(jobs::forgetUser, jobs::forgetRealm));
    }

    /** Something became due: this node's worker, if it has one, looks at once. */
    void wake() {
        worker.wake();
    }

    private void onServerEvent(ProviderEvent event) {
        if (event instanceof PostMigrationEvent) {
            worker.start();
            cleanup.start();
        }
    }

    /** Also where the start was refused before there was anything to close. */
    @Override
    public void close() {
        if (worker != null) {
            worker.close();
            cleanup.close();
        }
    }
}
