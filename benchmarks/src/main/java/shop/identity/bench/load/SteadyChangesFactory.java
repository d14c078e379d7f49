package shop.identity.bench.load;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;
import org.keycloak.Config;
import org.keycloak.events.EventListenerProvider;
import org.keycloak.events.EventListenerProviderFactory;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.utils.KeycloakModelUtils;
import org.keycloak.models.utils.PostMigrationEvent;

/**
 * A load that a small machine can bear: changes of customers within the server, each in a transaction of its own, without
 * the requests that would bring them: on two cores those end at about a hundred a second. For the benchmark only; it is
 * in no distribution.
 *
 * <p>Customers are those of the realm whose names begin with {@value #CUSTOMERS}; it goes on as long as there is one named
 * {@value #SWITCH}.
 */
public final class SteadyChangesFactory implements EventListenerProviderFactory {

    public static final String CUSTOMERS = "bench-customer-";
    public static final String SWITCH = "bench-switch@example.com";

    private static final Logger LOG = Logger.getLogger(SteadyChangesFactory.class);
    private static final int THREADS = 4;
    private static final int LOOK_EVERY_MILLIS = 500;

    private final AtomicInteger turn = new AtomicInteger();
    private ScheduledExecutorService threads;
    private String realmName;
    private int perSecond;
    private volatile List<String> customers = List.of();

    @Override
    public String getId() {
        return "bench-steady-changes";
    }

    @Override
    public void init(Config.Scope options) {
        realmName = options.get("realm");
        perSecond = options.getInt("per-second", 0);
    }

    @Override
    public void postInit(KeycloakSessionFactory sessions) {
        if (perSecond > 0) {
            sessions.register(event -> {
                if (event instanceof PostMigrationEvent) {
                    start(sessions);
                }
            });
        }
    }

    private void start(KeycloakSessionFactory sessions) {
        threads = Executors.newScheduledThreadPool(THREADS);
        threads.scheduleWithFixedDelay(
                () -> logged(() -> KeycloakModelUtils.runJobInTransaction(sessions, this::look)),
                LOOK_EVERY_MILLIS,
                LOOK_EVERY_MILLIS,
                TimeUnit.MILLISECONDS);
        threads.scheduleAtFixedRate(
                () -> threads.execute(() -> logged(() -> change(sessions))),
                0,
                TimeUnit.SECONDS.toMicros(1) / perSecond,
                TimeUnit.MICROSECONDS);
    }

    /** What fails is not repeated by the scheduler, nor told by it. */
    private static void logged(Runnable part) {
        try {
            part.run();
        } catch (RuntimeException e) {
            LOG.error("no load", e);
        }
    }

    private void look(KeycloakSession session) {
        RealmModel realm = session.realms().getRealmByName(realmName);
        if (realm == null) {
            return;
        }
        session.getContext().setRealm(realm);
        if (session.users().getUserByUsername(realm, SWITCH) == null) {
            customers = List.of();
        } else if (customers.isEmpty()) {
            customers = session.users()
                    .searchForUserStream(realm, Map.of(UserModel.USERNAME, CUSTOMERS))
                    .map(UserModel::getId)
                    .toList();
        }
    }

    private void change(KeycloakSessionFactory sessions) {
        List<String> some = customers;
        if (!some.isEmpty()) {
            String id = some.get(turn.getAndIncrement() % some.size());
            KeycloakModelUtils.runJobInTransaction(sessions, session -> {
                RealmModel realm = session.realms().getRealmByName(realmName);
                session.getContext().setRealm(realm);
                session.users().getUserById(realm, id).setFirstName("Erika " + UUID.randomUUID());
            });
        }
    }

    /** It listens to nothing: an event listener is just what Keycloak starts without being told to. */
    @Override
    public EventListenerProvider create(KeycloakSession session) {
        throw new UnsupportedOperationException(getId() + " is no listener for a realm");
    }

    @Override
    public void close() {
        if (threads != null) {
            threads.shutdownNow();
        }
    }
}
