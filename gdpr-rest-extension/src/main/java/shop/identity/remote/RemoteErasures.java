package shop.identity.remote;

import io.micrometer.core.instrument.Metrics;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.utils.PostMigrationEvent;
import org.keycloak.provider.ProviderEvent;
import shop.identity.cleanup.Cleanup;
import shop.identity.cleanup.WithTheRealm;
import shop.identity.queue.WaitingJobs;
import shop.identity.server.KeycloakTransactions;

/**
 * What other services keep of customers, and that they have to erase it too: once per server.
 *
 * <p>Nothing is said to a service within the transaction that erases a customer. It writes down what is to be said, and a worker
 * says it after the commit, over and over until the service acknowledges it.
 */
public final class RemoteErasures implements AutoCloseable {

    /** As long as a claim can be made of it that it was not done: three years, from the end of the year. */
    private static final Duration REMEMBERED = Duration.ofDays(4 * 366);

    private final RemoteOptions options;
    private final Clock clock;
    private final ErasureTasks tasks;
    private final WaitingJobs waiting = new WaitingJobs(ErasureTasks.NAME);

    private RemoteWorker worker;
    private DeadlineMeters deadlines;
    private Cleanup cleanup;

    public RemoteErasures(RemoteOptions options, Clock clock) {
        this.options = options;
        this.clock = clock;
        this.tasks = new ErasureTasks(clock);
    }

    /** To be called once, with the server's other providers there. The work begins when the tables are there. */
    public void join(KeycloakSessionFactory sessions) {
        KeycloakTransactions transactions = new KeycloakTransactions(sessions, "remote erasures");
        worker = new RemoteWorker(sessions, transactions, tasks, options, clock);
        deadlines =
                new DeadlineMeters(Metrics.globalRegistry, options.services().keySet(), transactions, clock);
        cleanup = new Cleanup(
                "erasure-tasks",
                transactions,
                List.of((connection, most) ->
                        tasks.table().removeOlder(connection, clock.instant().minus(REMEMBERED), most)));
        sessions.register(this::onServerEvent);
        sessions.register(new GoneCustomers((connection, realmId, id) -> begin(connection, realmId, id, null)));
        sessions.register(new WithTheRealm(tasks.table()::forgetRealm));
    }

    private void onServerEvent(ProviderEvent event) {
        if (event instanceof PostMigrationEvent) {
            worker.start();
            deadlines.start();
            cleanup.start();
        }
    }

    /**
     * Writes down that each service is to be told, in the caller's transaction. A service that has still to be told of the same
     * customer is told once.
     *
     * @param erasureId of the request, whose legal month counts; null: there was none, and the month begins now
     */
    public void begin(Connection connection, String realmId, String customerId, String erasureId) throws SQLException {
        tasks.add(connection, realmId, customerId, erasureId, options.services().keySet());
    }

    /** Something became due: this node's worker, if it has one, looks at once. */
    public void wake() {
        if (worker != null) {
            worker.wake();
        }
    }

    TaskTable table() {
        return tasks.table();
    }

    WaitingJobs waiting() {
        return waiting;
    }

    /** Also where the start was refused before there was anything to close. */
    @Override
    public void close() {
        if (worker != null) {
            worker.close();
            deadlines.close();
            cleanup.close();
        }
    }
}
