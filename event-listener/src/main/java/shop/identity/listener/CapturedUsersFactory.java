package shop.identity.listener;

import jakarta.persistence.EntityManager;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.events.EventListenerProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.UserProvider;
import org.keycloak.models.jpa.JpaUserProviderFactory;
import shop.identity.capture.BulkRemoval;
import shop.identity.capture.CustomerCapture;
import shop.identity.server.BeforeCommit;

/**
 * Takes the place of Keycloak's own user store, by having its id: of two factories of one id Keycloak takes the one that
 * is not its own. Changes of status that are not legal are refused at the end of each session that has looked into it.
 */
public final class CapturedUsersFactory extends JpaUserProviderFactory {

    private CustomerEventListenerFactory listener;

    @Override
    public void postInit(KeycloakSessionFactory sessions) {
        listener = (CustomerEventListenerFactory)
                sessions.getProviderFactory(EventListenerProvider.class, CustomerEventListenerFactory.ID);
    }

    /** Keycloak's own store where the listener is switched off, or not ready: the server has just begun to start. */
    @Override
    public UserProvider create(KeycloakSession session) {
        BulkRemoval removal = listener == null ? null : listener.bulkRemoval();
        if (removal == null) {
            return super.create(session);
        }
        EntityManager entities =
                session.getProvider(JpaConnectionProvider.class).getEntityManager();
        judgeBeforeCommit(session, entities);
        return new CapturedUsers(session, entities, removal);
    }

    /** Whatever is written of a user goes through this store first. */
    private void judgeBeforeCommit(KeycloakSession session, EntityManager entities) {
        CustomerCapture capture = listener.capture();
        try {
            session.getTransactionManager().enlistPrepare(new BeforeCommit(() -> capture.judge(entities)));
        } catch (IllegalStateException over) {
            // Somebody reads a user after the commit.
        }
    }
}
