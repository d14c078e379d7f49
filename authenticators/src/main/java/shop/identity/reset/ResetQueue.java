package shop.identity.reset;

import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import shop.identity.outbox.EventIds;
import shop.identity.queue.DurableCommit;
import shop.identity.queue.KeyOrder;
import shop.identity.queue.QueueTable;
import shop.identity.queue.QueuedJobs;
import shop.identity.sealing.Seal;
import shop.identity.sealing.Sealed;
import shop.identity.server.KeycloakTransactions;

/**
 * Requests for a new password on their way to be looked into.
 *
 * <p>Nobody wakes the worker when one is added: were it at work right after each request, how long the next one takes would
 * tell whether there was anything to do.
 */
final class ResetQueue {

    static final String NAME = "reset";

    private static final String PURPOSE = "reset-request";

    private final QueueTable queue = new QueueTable(NAME, KeyOrder.NONE);
    private final QueuedJobs queued = new QueuedJobs(NAME);
    private final ResetRequestTable requests = new ResetRequestTable();
    private final EventIds ids = new EventIds();

    QueueTable entries() {
        return queue;
    }

    ResetRequestTable requests() {
        return requests;
    }

    /**
     * In the session's transaction.
     *
     * @param base where links of this server begin
     */
    void add(KeycloakSession session, RealmModel realm, String address, URI base, String clientId, String locale) {
        Instant now = Instant.now();
        UUID id = ids.next(now);
        byte[] content = new ResetRequest.Content(address, base.toString()).toBytes();
        Sealed sealed = Seal.of(session).seal(realm, PURPOSE, content, id.toString());
        ResetRequest request = new ResetRequest(id, realm.getId(), sealed, clientId, locale, now);
        KeycloakTransactions.within(session, connection -> {
            DurableCommit.demand(connection);
            requests.insert(connection, request);
            queue.enqueue(connection, List.of(new QueueTable.Entry(realm.getId(), id.toString(), id)));
            return null;
        });
    }

    static ResetRequest.Content open(KeycloakSession session, RealmModel realm, ResetRequest request) {
        return ResetRequest.Content.of(Seal.of(session)
                .open(realm, PURPOSE, request.content(), request.id().toString()));
    }

    void forgetRealm(Connection connection, String realmId) throws SQLException {
        remove(connection, requests.ofRealm(connection, realmId));
    }

    void remove(Connection connection, List<UUID> gone) throws SQLException {
        if (!gone.isEmpty()) {
            queued.remove(connection, gone);
            requests.delete(connection, gone);
        }
    }
}
