package shop.identity.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is bound to which place; whether the SQL is right is tested on a real database. */
@Tag("CD-6")
class RepeatableAnswersTest {

    private final List<String> statements = new ArrayList<>();
    private final Map<Integer, Object> bound = new TreeMap<>();
    private final RepeatableAnswers answers = new RepeatableAnswers();

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private Connection connection() {
        PreparedStatement statement = proxy(PreparedStatement.class, (self, method, arguments) -> {
            if (method.getName().startsWith("set")) {
                bound.put((Integer) arguments[0], arguments[1]);
            }
            return method.getName().equals("executeUpdate") ? 1 : null;
        });
        return proxy(Connection.class, (self, method, arguments) -> {
            statements.add((String) arguments[0]);
            return statement;
        });
    }

    private long places() {
        return statements.get(0).chars().filter(c -> c == '?').count();
    }

    @Test
    void anAnswerIsKeptWithWhomItTellsOf() throws SQLException {
        RepeatableRequest request = new RepeatableRequest("realm", "staff", new byte[] {1}, new byte[] {2});
        answers.keep(
                connection(), request, "customer", new KeptAnswer(200, "application/json", "7", "http://x", new byte[] {
                    3
                }));

        assertThat(bound).hasSize((int) places());
        assertThat(bound.values())
                .containsExactly(
                        "realm",
                        "staff",
                        new byte[] {1},
                        "customer",
                        new byte[] {2},
                        200,
                        "application/json",
                        "7",
                        "http://x",
                        new byte[] {3});
    }

    /** Staff's answers about a customer have the reason of a suspension in them. */
    @Test
    void aUserGoesWithWhatOthersWereAnsweredAboutIt() throws SQLException {
        answers.forgetUser(connection(), "realm", "customer");

        assertThat(statements).singleElement().asString().contains("CALLER_ID = ? OR ABOUT_ID = ?");
        assertThat(bound).hasSize((int) places());
        assertThat(bound.values()).containsExactly("realm", "customer", "customer");
    }
}
