package shop.identity.server;

import org.hibernate.Session;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.utils.KeycloakModelUtils;
import shop.identity.queue.DurableCommit;
import shop.identity.queue.Transactions;

/** Transactions on Keycloak's own data source, each in a session that ends with it. */
public final class KeycloakTransactions implements Transactions {

    /**
     * Keycloak's {@code AsyncCommitIntegrator} judges a transaction at its end, by the entities in it, and does not see
     * statements like ours: this tells it that the transaction has to be durable.
     */
    private static final String NO_ASYNCHRONOUS_COMMIT = "kc.sync_commit_required";

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

    /** The same, with a commit that survives a crash of the database, even if the rest of it is sessions alone. */
    public static <T> T durably(KeycloakSession session, Work<T> work) {
        Session hibernate = session.getProvider(JpaConnectionProvider.class)
                .getEntityManager()
                .unwrap(Session.class);
        commitDurably(hibernate);
        return hibernate.doReturningWork(connection -> {
            DurableCommit.demand(connection);
            return work.with(connection);
        });
    }

    /** Keycloak does not turn synchronous commit off for the session's transaction. */
    public static void commitDurably(Session hibernate) {
        hibernate.setProperty(NO_ASYNCHRONOUS_COMMIT, Boolean.TRUE);
    }
}
