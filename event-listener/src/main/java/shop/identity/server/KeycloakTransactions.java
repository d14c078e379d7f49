package shop.identity.server;

import org.hibernate.Session;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.utils.KeycloakModelUtils;
import shop.identity.queue.Transactions;

/** Transactions on Keycloak's own data source, each in a session that ends with it. */
public final class KeycloakTransactions implements Transactions {

    private final KeycloakSessionFactory sessions;
    private final String task;

    /** @param task what Keycloak's own log calls them */
    public KeycloakTransactions(KeycloakSessionFactory sessions, String task) {
        this.sessions = sessions;
        this.task = task;
    }

    @Override
    public <T> T call(Work<T> work) {
        return KeycloakModelUtils.runJobInTransactionWithResult(sessions, null, session -> within(session, work), task);
    }

    /** In the transaction that the session is in. */
    public static <T> T within(KeycloakSession session, Work<T> work) {
        return session.getProvider(JpaConnectionProvider.class)
                .getEntityManager()
                .unwrap(Session.class)
                .doReturningWork(work::with);
    }
}
