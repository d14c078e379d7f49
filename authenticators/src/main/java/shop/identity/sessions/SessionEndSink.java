package shop.identity.sessions;

import java.util.List;
import org.jboss.logging.Logger;
import org.keycloak.events.EventBuilder;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.utils.KeycloakModelUtils;
import shop.identity.queue.Delivery;
import shop.identity.queue.Sink;
import shop.identity.server.KeycloakTransactions;

/**
 * Ends the sessions of customers who may not log in any more. It is tried until it succeeds.
 *
 * <p>Crash safety: the row goes in the transaction that ends the sessions and puts down which applications are to be told.
 * One that is delivered again, because a node died before it was settled, is not there any more.
 */
final class SessionEndSink implements Sink<SessionEnd> {

    private static final Logger LOG = Logger.getLogger(SessionEndSink.class);

    private final KeycloakSessionFactory sessions;
    private final SessionEndTable table;

    SessionEndSink(KeycloakSessionFactory sessions, SessionEndTable table) {
        this.sessions = sessions;
        this.table = table;
    }

    @Override
    public List<Delivery> deliver(List<SessionEnd> ends) {
        return ends.stream().map(this::deliver).toList();
    }

    private Delivery deliver(SessionEnd end) {
        try {
            KeycloakModelUtils.runJobInTransaction(sessions, session -> carryOut(session, end));
            return Delivery.delivered();
        } catch (RuntimeException e) {
            // Its message may be about the customer.
            String reason = "unexpected " + e.getClass().getName();
            LOG.debugf("The end of sessions %s is tried again later: %s", end.id(), reason);
            return Delivery.retry(reason);
        }
    }

    private void carryOut(KeycloakSession session, SessionEnd end) {
        boolean isThere =
                KeycloakTransactions.durably(session, connection -> table.delete(connection, List.of(end.id()))) == 1;
        RealmModel realm = session.realms().getRealm(end.realmId());
        if (realm == null || !isThere) {
            return;
        }
        session.getContext().setRealm(realm);
        UserModel user = session.users().getUserById(realm, end.userId());
        if (user != null) {
            new EndedSessions(session, realm)
                    .end(user, each -> end.isAbout(each.getStarted()), new EventBuilder(realm, session));
        }
    }
}
