package shop.identity.own;

import jakarta.persistence.EntityManager;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.Session;
import org.hibernate.jdbc.ReturningWork;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/** A session whose database answers what a test says, and notes what it was asked. Whether the SQL is right is tested on a real one. */
public final class CannedSession {

    private final Map<String, List<Object[]>> answers = new LinkedHashMap<>();
    private final List<String> statements = new ArrayList<>();

    /** @param part of the statements that these rows answer */
    public CannedSession with(String part, Object[]... rows) {
        answers.put(part, List.of(rows));
        return this;
    }

    /** What it was asked, in order. */
    public List<String> statements() {
        return statements;
    }

    public KeycloakSession session() {
        Connection connection = proxy(
                Connection.class,
                (self, method, arguments) ->
                        method.getName().equals("prepareStatement") ? statement((String) arguments[0]) : null);
        Session hibernate = proxy(
                Session.class,
                (self, method, arguments) -> method.getName().equals("doReturningWork")
                        ? ((ReturningWork<?>) arguments[0]).execute(connection)
                        : null);
        EntityManager entities = proxy(EntityManager.class, (self, method, arguments) -> hibernate);
        JpaConnectionProvider jpa = proxy(JpaConnectionProvider.class, (self, method, arguments) -> entities);
        return proxy(KeycloakSession.class, (self, method, arguments) -> jpa);
    }

    public static RealmModel realm() {
        return proxy(RealmModel.class, (self, method, arguments) -> "realm");
    }

    private PreparedStatement statement(String sql) {
        statements.add(sql);
        Iterator<Object[]> rows = answers.entrySet().stream()
                .filter(answer -> sql.contains(answer.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(List.of())
                .iterator();
        return proxy(PreparedStatement.class, (self, method, arguments) -> switch (method.getName()) {
            case "executeQuery" -> result(rows);
            case "execute" -> true;
            case "executeUpdate" -> 1;
            default -> null;
        });
    }

    private static ResultSet result(Iterator<Object[]> rows) {
        Object[][] row = new Object[1][];
        return proxy(ResultSet.class, (self, method, arguments) -> {
            if (method.getName().equals("next")) {
                row[0] = rows.hasNext() ? rows.next() : null;
                return row[0] != null;
            }
            return method.getName().startsWith("get") ? row[0][(Integer) arguments[0] - 1] : null;
        });
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
