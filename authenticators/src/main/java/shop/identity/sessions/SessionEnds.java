package shop.identity.sessions;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.keycloak.models.KeycloakSessionFactory;
import shop.identity.customer.StatusChanged;
import shop.identity.metrics.DeliveredMeters;
import shop.identity.metrics.NodeWorker;
import shop.identity.outbox.EventIds;
import shop.identity.queue.Backoff;
import shop.identity.queue.KeyOrder;
import shop.identity.queue.QueueTable;
import shop.identity.queue.Transactions;
import shop.identity.queue.Turns;
import shop.identity.queue.WorkerSettings;
import shop.identity.server.KeycloakTransactions;

/**
 * Sessions end with the status that allowed them. Which customer is concerned is put down in the transaction that changes
 * the status, on whatever path, so neither can be without the other; a worker does it within a second.
 *
 * <p>A login that began just before a suspension may commit after its work was done. Such a session is of no use while the
 * customer is suspended: Keycloak looks at the account with each use. It ends when the customer may log in again.
 */
public final class SessionEnds implements AutoCloseable {

    private static final String NAME = "sessions";

    private static final WorkerSettings SETTINGS = new WorkerSettings(
            1,
            64,
            64,
            1,
            Duration.ofSeconds(5),
            Duration.ofSeconds(1),
            Duration.ofMillis(250),
            Duration.ofSeconds(5),
            new Backoff(Duration.ofSeconds(2), Duration.ofMinutes(1)));

    private final QueueTable queue = new QueueTable(NAME, KeyOrder.NONE);
    private final SessionEndTable table = new SessionEndTable();
    private final EventIds ids = new EventIds();
    private final NodeWorker<SessionEnd> worker;

    /** @param works whether this node ends sessions */
    public SessionEnds(KeycloakSessionFactory sessions, boolean works) {
        Transactions transactions = new KeycloakTransactions(sessions, "session ends");
        worker = new NodeWorker<>(
                NAME,
                DeliveredMeters.none(),
                transactions,
                works,
                observer -> new Turns<>(
                        "Session ends",
                        queue,
                        table,
                        new SessionEndSink(sessions, table),
                        transactions,
                        SETTINGS,
                        observer));
    }

    /** On the connection of the transaction that changes it. */
    public void statusChanged(StatusChanged change) {
        if (change.from().mayLogIn() == change.to().mayLogIn()) {
            return;
        }
        UUID id = ids.next(change.at());
        String realmId = change.realm().id();
        SessionEnd end =
                new SessionEnd(id, realmId, change.customerId(), change.to().mayLogIn() ? change.at() : null);
        try {
            table.insert(change.connection(), end);
            queue.enqueue(change.connection(), List.of(new QueueTable.Entry(realmId, id.toString(), id)));
        } catch (SQLException e) {
            throw new IllegalStateException("the end of a customer's sessions cannot be put down", e);
        }
    }

    /** The tables are there. */
    public void start() {
        worker.start();
    }

    @Override
    public void close() {
        worker.close();
    }
}
