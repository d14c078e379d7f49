package shop.identity.it.ground;

import jakarta.persistence.EntityManager;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hibernate.Session;
import org.hibernate.jdbc.ReturningWork;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.events.EventListenerProviderFactory;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.KeycloakTransaction;
import org.keycloak.models.KeycloakTransactionManager;
import org.keycloak.models.RealmModel;
import shop.identity.customer.CustomerFact;
import shop.identity.customer.CustomerFacts;

/**
 * A session as a provider sees one, outside of any server: on a real database, with nobody who writes events, but a list of what
 * was told. For providers that no server has a request for.
 */
public final class SessionOnGround {

    private final Connection connection;
    private final List<CustomerFact> told = new ArrayList<>();
    private final List<KeycloakTransaction> prepared = new ArrayList<>();

    public SessionOnGround(Connection connection) {
        this.connection = connection;
    }

    /** What providers wanted to be done just before the commit is done now. */
    public void prepare() {
        List<KeycloakTransaction> due = List.copyOf(prepared);
        prepared.clear();
        due.forEach(KeycloakTransaction::begin);
        due.forEach(KeycloakTransaction::commit);
    }

    /** In order, of whomever. */
    public List<CustomerFact> told() {
        return told;
    }

    public static RealmModel realm(String id) {
        return proxy((self, method, arguments) -> Map.of("getId", id).get(method.getName()), RealmModel.class);
    }

    public KeycloakSession session() {
        Session hibernate = proxy(
                (self, method, arguments) -> method.getName().equals("doReturningWork")
                        ? ((ReturningWork<?>) arguments[0]).execute(connection)
                        : null,
                Session.class);
        EntityManager entities = proxy((self, method, arguments) -> hibernate, EntityManager.class);
        JpaConnectionProvider jpa = proxy((self, method, arguments) -> entities, JpaConnectionProvider.class);
        Object recorder = proxy(
                (self, method, arguments) ->
                        method.getName().equals("record") && told.add((CustomerFact) arguments[3]) ? null : 0,
                EventListenerProviderFactory.class,
                CustomerFacts.Recorder.class);
        KeycloakSessionFactory sessions = proxy((self, method, arguments) -> recorder, KeycloakSessionFactory.class);
        KeycloakTransactionManager transactions = proxy(
                (self, method, arguments) ->
                        method.getName().equals("enlistPrepare") && prepared.add((KeycloakTransaction) arguments[0])
                                ? null
                                : false,
                KeycloakTransactionManager.class);
        return proxy(
                (self, method, arguments) -> switch (method.getName()) {
                    case "getKeycloakSessionFactory" -> sessions;
                    case "getTransactionManager" -> transactions;
                    case "getProvider" -> arguments[0] == JpaConnectionProvider.class ? jpa : null;
                    default -> throw new UnsupportedOperationException(method.toString());
                },
                KeycloakSession.class);
    }

    @SuppressWarnings("unchecked")
    private static <T> T proxy(InvocationHandler handler, Class<T> type, Class<?>... more) {
        List<Class<?>> types = new ArrayList<>(List.of(more));
        types.add(type);
        return (T)
                Proxy.newProxyInstance(SessionOnGround.class.getClassLoader(), types.toArray(Class<?>[]::new), handler);
    }
}
