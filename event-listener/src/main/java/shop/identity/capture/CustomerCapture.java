package shop.identity.capture;

import jakarta.persistence.EntityManager;
import org.hibernate.Session;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.event.service.spi.EventListenerRegistry;
import org.hibernate.event.spi.EventType;
import org.hibernate.event.spi.PreCollectionUpdateEvent;
import org.hibernate.event.spi.PreCollectionUpdateEventListener;
import org.hibernate.event.spi.PreDeleteEvent;
import org.hibernate.event.spi.PreDeleteEventListener;
import org.hibernate.event.spi.PreInsertEvent;
import org.hibernate.event.spi.PreInsertEventListener;
import org.hibernate.event.spi.PreUpdateEvent;
import org.hibernate.event.spi.PreUpdateEventListener;
import org.keycloak.models.jpa.entities.UserEntity;
import shop.identity.customer.CustomerFact;
import shop.identity.server.KeycloakTransactions;

/**
 * Watches the unit of work: whatever path a change took through Keycloak, it ends as a write of these entities.
 * Keycloak's own events would not do: they are missing on some paths (imports), and a listener that fails cannot stop
 * the change.
 *
 * <p>Just before the commit, after the last flush, {@link EventWriter} writes the events on the same connection. If that
 * fails, the transaction rolls back and the caller sees the error.
 *
 * <p>Not seen: bulk statements, see {@link BulkRemoval}, and rows changed behind Keycloak's back.
 *
 * <p>This class, with {@link EntityWrites} and what reads before-images for it, is all that depends on Keycloak's entities
 * and Hibernate's engine. It registers itself as Keycloak's {@code AsyncCommitIntegrator} does.
 */
public final class CustomerCapture
        implements PreInsertEventListener,
                PreUpdateEventListener,
                PreDeleteEventListener,
                PreCollectionUpdateEventListener {

    private static final long serialVersionUID = 1;
    private static final String UNIT_OF_WORK = "shop.identity.unit-of-work";

    private final transient EntityWrites writes = new EntityWrites();
    private final transient EventWriter writer;
    private final transient Runnable committed;

    /** @param committed called after each commit that wrote events */
    public CustomerCapture(EventWriter writer, Runnable committed) {
        this.writer = writer;
        this.committed = committed;
    }

    public void attachTo(SessionFactoryImplementor sessions) {
        EventListenerRegistry listeners = sessions.getEventEngine().getListenerRegistry();
        listeners.appendListeners(EventType.PRE_INSERT, this);
        listeners.appendListeners(EventType.PRE_UPDATE, this);
        listeners.appendListeners(EventType.PRE_DELETE, this);
        listeners.appendListeners(EventType.PRE_COLLECTION_UPDATE, this);
    }

    /**
     * Has changes of status judged that are not legal, to be called before the commit begins: that is the last moment at
     * which a refusal reaches the caller as it is. Of what is thrown in the midst of the commit Keycloak makes a failure of
     * the database. A session that has seen no user has nothing to flush here.
     *
     * @param entities Keycloak's own, which throws Keycloak's exceptions
     * @throws shop.identity.problem.Refusal 409
     */
    public void judge(EntityManager entities) {
        Session session = entities.unwrap(Session.class);
        if (openUnitOf(session) == null && !hasUsers(session)) {
            return;
        }
        entities.flush();
        UnitOfWork unit = openUnitOf(session);
        if (unit != null) {
            session.doWork(connection -> writer.judge(connection, unit.changes()));
        }
    }

    private static UnitOfWork openUnitOf(Session session) {
        return session.getProperties().get(UNIT_OF_WORK) instanceof UnitOfWork open ? open : null;
    }

    private static boolean hasUsers(Session session) {
        return ((SharedSessionContractImplementor) session)
                .getPersistenceContext().getEntitiesByKey().values().stream().anyMatch(UserEntity.class::isInstance);
    }

    /** Events are written in the session's transaction by somebody else: it has to be durable, and the relay to know. */
    public void toldBesides(Session session) {
        unitOf((SharedSessionContractImplementor) session).told();
    }

    /** Told as an event of its own, with whatever else the session's transaction does to the customer. */
    public void happened(Session session, String realmId, String userId, CustomerFact fact) {
        unitOf((SharedSessionContractImplementor) session).of(userId, realmId).happened(fact);
    }

    /** Something is known of the customer that was not, and is no entity. */
    public void changed(Session session, String realmId, String userId) {
        unitOf((SharedSessionContractImplementor) session).of(userId, realmId).changed();
    }

    @Override
    public boolean onPreInsert(PreInsertEvent event) {
        writes.inserted(event.getEntity(), () -> unitOf(event.getSession()));
        return false;
    }

    @Override
    public boolean onPreUpdate(PreUpdateEvent event) {
        writes.updated(event, () -> unitOf(event.getSession()));
        return false;
    }

    @Override
    public boolean onPreDelete(PreDeleteEvent event) {
        writes.deleted(event.getEntity(), () -> unitOf(event.getSession()));
        return false;
    }

    @Override
    public void onPreUpdateCollection(PreCollectionUpdateEvent event) {
        writes.updated(event, () -> unitOf(event.getSession()));
    }

    private UnitOfWork unitOf(SharedSessionContractImplementor implementor) {
        Session session = (Session) implementor;
        UnitOfWork open = openUnitOf(session);
        if (open != null) {
            return open;
        }
        UnitOfWork unit = new UnitOfWork();
        session.setProperty(UNIT_OF_WORK, unit);
        KeycloakTransactions.commitDurably(session);
        Commit commit = new Commit(unit);
        implementor.getTransactionCompletionCallbacks().registerCallback(commit::before);
        implementor.getTransactionCompletionCallbacks().registerCallback(commit::after);
        return unit;
    }

    /** What happens around the commit of one unit of work. */
    private final class Commit {

        private final UnitOfWork unit;

        private Commit(UnitOfWork unit) {
            this.unit = unit;
        }

        private void before(SharedSessionContractImplementor session) {
            session.doWork(connection -> {
                if (writer.write(connection, unit.changes())) {
                    unit.told();
                }
            });
        }

        /** The session may serve another transaction: that one starts afresh. */
        private void after(boolean success, SharedSessionContractImplementor session) {
            if (session.isOpen()) {
                ((Session) session).setProperty(UNIT_OF_WORK, "");
            }
            if (success && unit.isTold()) {
                committed.run();
            }
        }
    }
}
