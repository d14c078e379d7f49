package shop.identity.listener;

import jakarta.persistence.EntityManagerFactory;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Supplier;
import org.hibernate.Session;
import org.hibernate.dialect.PostgreSQLDialect;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.keycloak.Config;
import org.keycloak.ServerStartupError;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.events.EventListenerProvider;
import org.keycloak.events.EventListenerProviderFactory;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.utils.PostMigrationEvent;
import org.keycloak.provider.Provider;
import org.keycloak.provider.ProviderEvent;
import org.keycloak.utils.KeycloakSessionUtil;
import shop.identity.backfill.Backfills;
import shop.identity.capture.BulkRemoval;
import shop.identity.capture.CustomerCapture;
import shop.identity.capture.EventWriter;
import shop.identity.capture.FactWriter;
import shop.identity.capture.RequestOrigin;
import shop.identity.capture.RequestReason;
import shop.identity.customer.Channel;
import shop.identity.customer.CustomerEventType;
import shop.identity.customer.CustomerFact;
import shop.identity.customer.CustomerFacts;
import shop.identity.customer.CustomerRealm;
import shop.identity.customer.Erasing;
import shop.identity.customer.Origin;
import shop.identity.outbox.Outbox;
import shop.identity.outbox.Publisher;
import shop.identity.outbox.UndeliveredEvents;
import shop.identity.queue.QueueTable;
import shop.identity.schema.PayloadSchemas;
import shop.identity.server.KeycloakTransactions;
import shop.identity.server.ServerMode;
import shop.identity.server.ServerOptions;

/**
 * Where capture, outbox, queue and Kafka are put together: once per server, before the first realm is imported, until
 * the server stops.
 *
 * <p>Options, each as {@code --spi-events-listener--shop-customer-events--<option>}: see {@code docs/configuration.md}.
 */
public final class CustomerEventListenerFactory implements EventListenerProviderFactory, CustomerFacts.Recorder {

    static final String ID = CustomerRealm.LISTENER;

    /** The queue that the relay empties. */
    static final String QUEUE = "kafka";

    private static final Set<CustomerEventType> OF_LOGINS =
            EnumSet.of(CustomerEventType.LOGGED_IN, CustomerEventType.LOGGED_OUT);

    private final QueueTable queue = new QueueTable(QUEUE);
    private final Backfills backfills = new Backfills();
    private final UndeliveredEvents undelivered = new UndeliveredEvents(QUEUE);
    private ListenerOptions options;
    private Outbox outbox;
    private Workers workers;
    private BulkRemoval bulkRemoval;
    private CustomerCapture capture;
    private FactWriter facts;
    private volatile boolean bootstrapped;

    @Override
    public EventListenerProvider create(KeycloakSession session) {
        return new CustomerEventListener();
    }

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public void init(Config.Scope config) {
        try {
            options = ListenerOptions.from(new ServerOptions(config), ServerMode.isServer());
        } catch (IllegalArgumentException e) {
            throw new ServerStartupError(ID + ": " + e.getMessage(), false);
        }
    }

    /** After this the tables are there, and realms that are imported at start come later. */
    @Override
    public Set<Class<? extends Provider>> dependsOn() {
        return Set.of(JpaConnectionProvider.class);
    }

    @Override
    public void postInit(KeycloakSessionFactory sessions) {
        outbox = new Outbox(queue, options.publisher(), options.tombstones(), new PayloadSchemas());
        workers = new Workers(
                options, new KeycloakTransactions(sessions, "customer event relay"), queue, outbox, backfills);
        attachCapture(sessions);
        sessions.register(event -> onServerEvent(event));
    }

    private void attachCapture(KeycloakSessionFactory sessions) {
        RequestOrigin origins = new RequestOrigin();
        Supplier<Origin> origin = () -> origin(origins);
        RequestReason reasons = new RequestReason();
        EventWriter writer = new EventWriter(
                outbox,
                ID,
                options.personalData(),
                origin,
                actor -> reasons.of(KeycloakSessionUtil.getKeycloakSession(), actor),
                id -> Erasing.isOf(KeycloakSessionUtil.getKeycloakSession(), id),
                sessions::publish);
        capture = new CustomerCapture(writer, workers::wakeRelay);
        bulkRemoval = new BulkRemoval(outbox, ID, capture, origin, sessions::publish);
        facts = new FactWriter(outbox, ID, origin);
        try (KeycloakSession session = sessions.create()) {
            EntityManagerFactory entities = session.getProvider(JpaConnectionProvider.class)
                    .getEntityManager()
                    .getEntityManagerFactory();
            SessionFactoryImplementor hibernate = entities.unwrap(SessionFactoryImplementor.class);
            if (!(hibernate.getJdbcServices().getDialect() instanceof PostgreSQLDialect)) {
                throw new ServerStartupError(ID + ": needs PostgreSQL as Keycloak's database (option db)", false);
            }
            capture.attachTo(hibernate);
        }
    }

    @Override
    public void record(KeycloakSession session, String realmId, String userId, CustomerFact fact) {
        if (OF_LOGINS.contains(fact.type()) && !options.loginEvents()) {
            return;
        }
        capture.happened(hibernate(session), realmId, userId, fact);
    }

    @Override
    public void changed(KeycloakSession session, String realmId, String userId) {
        capture.changed(hibernate(session), realmId, userId);
    }

    @Override
    public int recordMany(
            KeycloakSession session,
            String realmId,
            Collection<String> userIds,
            CustomerFacts.FactsUnderLock underLock) {
        Session hibernate = hibernate(session);
        int told = hibernate.doReturningWork(connection -> facts.write(connection, realmId, userIds, underLock));
        if (told > 0) {
            capture.toldBesides(hibernate);
        }
        return told;
    }

    private static Session hibernate(KeycloakSession session) {
        return session.getProvider(JpaConnectionProvider.class)
                .getEntityManager()
                .unwrap(Session.class);
    }

    /** For the user store, too. */
    CustomerCapture capture() {
        return capture;
    }

    /** For the user store, which asks for it once the server is up. */
    BulkRemoval bulkRemoval() {
        return bulkRemoval;
    }

    private Origin origin(RequestOrigin origins) {
        return origins.of(KeycloakSessionUtil.getKeycloakSession(), bootstrapped ? Channel.TASK : Channel.IMPORT);
    }

    /** Whether events of this node wait in the queue for a relay. */
    boolean isRelayed() {
        return options.publisher() == Publisher.RELAY;
    }

    /** Something became due: this node's relay, if it has one, looks at once. */
    void wakeRelay() {
        workers.wakeRelay();
    }

    private void onServerEvent(ProviderEvent event) {
        if (event instanceof PostMigrationEvent) {
            bootstrapped = true;
            workers.start();
        } else if (event instanceof RealmModel.RealmRemovedEvent removed) {
            String realmId = removed.getRealm().getId();
            KeycloakTransactions.within(removed.getKeycloakSession(), connection -> {
                backfills.forgetRealm(connection, realmId);
                outbox.forgetRealm(connection, realmId);
                return undelivered.discardAll(connection, realmId);
            });
        }
    }

    /** Also where the start was refused before there was anything to close. */
    @Override
    public void close() {
        if (workers != null) {
            workers.close();
        }
    }
}
