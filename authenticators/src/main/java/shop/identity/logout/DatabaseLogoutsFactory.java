package shop.identity.logout;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.keycloak.Config;
import org.keycloak.ServerStartupError;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.UserModel;
import org.keycloak.models.utils.PostMigrationEvent;
import org.keycloak.provider.ProviderEvent;
import shop.identity.cleanup.Cleanup;
import shop.identity.cleanup.WithTheRealm;
import shop.identity.customer.CustomerRealm;
import shop.identity.customer.StatusChanged;
import shop.identity.server.KeycloakTransactions;
import shop.identity.server.ServerMode;
import shop.identity.server.ServerOptions;
import shop.identity.sessions.SessionEnds;

/**
 * Where the end of sessions, and what applications are told of it, is put together: once per server.
 *
 * <p>Options, each as {@code --spi-shop-logout--database--<option>}: see {@code docs/configuration.md}.
 */
public final class DatabaseLogoutsFactory implements LogoutsFactory {

    private static final String ID = "database";

    /** So long staff can see what was refused or given up. */
    private static final Duration REMEMBERED = Duration.ofDays(7);

    private final LogoutJobs jobs = new LogoutJobs();

    private LogoutOptions options;
    private LogoutWorker worker;
    private SessionEnds sessionEnds;
    private Cleanup cleanup;

    @Override
    public Logouts create(KeycloakSession session) {
        return new DatabaseLogouts(session, jobs, options.retries(), this::wake);
    }

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public void init(Config.Scope config) {
        try {
            options = LogoutOptions.from(new ServerOptions(config), ServerMode.isServer());
        } catch (IllegalArgumentException e) {
            throw new ServerStartupError(LogoutsSpi.NAME + ": " + e.getMessage(), false);
        }
    }

    @Override
    public void postInit(KeycloakSessionFactory sessions) {
        KeycloakTransactions transactions = new KeycloakTransactions(sessions, "logout queue");
        worker = new LogoutWorker(sessions, transactions, jobs, options);
        sessionEnds = new SessionEnds(sessions, options.works());
        Clock clock = Clock.systemUTC();
        Duration kept = options.giveUp().plus(REMEMBERED);
        cleanup = new Cleanup(
                "logouts",
                transactions,
                List.of((connection, most) ->
                        jobs.removeOlder(connection, clock.instant().minus(kept), most)));
        sessions.register(this::onServerEvent);
        sessions.register(new WithTheRealm(jobs::forgetRealm));
    }

    /** Something became due: this node's worker, if it has one, looks at once. */
    void wake() {
        worker.wake();
    }

    private void onServerEvent(ProviderEvent event) {
        if (event instanceof PostMigrationEvent) {
            worker.start();
            sessionEnds.start();
            cleanup.start();
        } else if (event instanceof StatusChanged change) {
            sessionEnds.statusChanged(change);
        } else if (event instanceof UserModel.UserPreRemovedEvent leaving) {
            tellThatGone(leaving);
        }
    }

    private void tellThatGone(UserModel.UserPreRemovedEvent leaving) {
        if (options.retries() && CustomerRealm.takesPart(leaving.getRealm())) {
            new Leaver(leaving.getKeycloakSession(), leaving.getRealm(), leaving.getUser()).tellApplications();
        }
    }

    /** Also where the start was refused before there was anything to close. */
    @Override
    public void close() {
        if (worker != null) {
            worker.close();
            sessionEnds.close();
            cleanup.close();
        }
    }
}
