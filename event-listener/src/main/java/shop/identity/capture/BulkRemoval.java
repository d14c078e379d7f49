package shop.identity.capture;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.hibernate.Session;
import org.keycloak.provider.ProviderEvent;
import shop.identity.customer.CustomerEvent;
import shop.identity.customer.CustomerEventType;
import shop.identity.customer.CustomerRealm;
import shop.identity.customer.CustomersGone;
import shop.identity.customer.Origin;
import shop.identity.outbox.CustomerVersion;
import shop.identity.outbox.EventIds;
import shop.identity.outbox.Outbox;
import shop.identity.queue.DurableCommit;

/**
 * Tells of customers whom Keycloak deletes by bulk statements, which no entity event shows: the end of each of them, in the
 * transaction that deletes them.
 *
 * <p>Crash safety: everything is written on the session's connection. An exception, here or in the deletion, rolls back
 * both.
 */
public final class BulkRemoval {

    private final Outbox outbox;
    private final OptedInRealms realms;
    private final CustomerCapture capture;
    private final Supplier<Origin> origin;
    private final Consumer<ProviderEvent> server;
    private final Leavers leavers = new Leavers();
    private final EventIds ids = new EventIds();

    /**
     * @param origin of the transaction at hand
     * @param server is told which imported customers are gone, in the transaction
     */
    public BulkRemoval(
            Outbox outbox,
            String listener,
            CustomerCapture capture,
            Supplier<Origin> origin,
            Consumer<ProviderEvent> server) {
        this.outbox = outbox;
        this.realms = new OptedInRealms(listener);
        this.capture = capture;
        this.origin = origin;
        this.server = server;
    }

    /** @param deletion of all users of the realm, by whatever statements */
    public void ofRealm(Session session, String realmId, Runnable deletion) {
        tell(session, realmId, connection -> leavers.note(connection, realmId), EndReason.REALM_REMOVED, deletion);
    }

    /**
     * @param storage  the user storage provider they were imported from
     * @param deletion of all users that were imported from it, by whatever statements
     */
    public void ofImported(Session session, String realmId, String storage, Runnable deletion) {
        tell(
                session,
                realmId,
                connection -> leavers.noteImported(connection, realmId, storage),
                EndReason.FEDERATION_REMOVED,
                deletion);
    }

    private interface Note {
        void on(Connection connection) throws SQLException;
    }

    private void tell(Session session, String realmId, Note note, EndReason reason, Runnable deletion) {
        CustomerRealm realm = session.doReturningWork(connection -> realms.among(connection, Set.of(realmId)))
                .get(realmId);
        if (realm == null) {
            deletion.run();
            return;
        }
        session.flush();
        session.doWork(connection -> {
            DurableCommit.demand(connection);
            note.on(connection);
        });
        deletion.run();
        capture.toldBesides(session);
        session.doWork(connection -> tellGone(connection, realm, reason));
    }

    private void tellGone(Connection connection, CustomerRealm realm, EndReason reason) throws SQLException {
        Origin from = origin.get();
        Instant now = Instant.now();
        leavers.forEachPortion(connection, realm.id(), gone -> {
            gone.forEach(CustomerVersion::end);
            List<CustomerEvent> ends = gone.stream()
                    .map(customer -> end(customer.customerId(), realm, reason, from, now))
                    .toList();
            outbox.append(connection, ends, gone);
            if (reason == EndReason.FEDERATION_REMOVED) {
                server.accept(new CustomersGone(
                        connection,
                        realm.id(),
                        gone.stream().map(CustomerVersion::customerId).toList()));
            }
        });
    }

    private CustomerEvent end(String customerId, CustomerRealm realm, EndReason reason, Origin from, Instant now) {
        return new CustomerEvent(
                ids.next(now),
                CustomerEventType.DELETED,
                customerId,
                realm,
                now,
                from,
                Payloads.deleted(customerId, reason, now));
    }
}
