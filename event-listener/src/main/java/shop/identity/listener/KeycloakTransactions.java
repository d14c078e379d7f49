package shop.identity.listener;

import org.hibernate.Session;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.utils.KeycloakModelUtils;
import shop.identity.queue.Transactions;

/** Transactions on Keycloak's own data source, each in a session that ends with it. */
final class KeycloakTransactions implements Transactions {

    private final KeycloakSessionFactory sessions;

    KeycloakTransactions(KeycloakSessionFactory sessions) {
        this.sessions = sessions;
    }

    @Override
    public <T> T call(Work<T> work) {
        return KeycloakModelUtils.runJobInTransactionWithResult(
                sessions, null, session -> within(session, work), "customer event relay");
    }

    static <T> T within(KeycloakSession session, Work<T> work) {
        return session.getProvider(JpaConnectionProvider.class)
                .getEntityManager()
                .unwrap(Session.class)
                .doReturningWork(work::with);
    }
}
