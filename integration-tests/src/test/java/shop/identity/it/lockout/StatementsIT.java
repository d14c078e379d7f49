package shop.identity.it.lockout;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.keycloak.representations.idm.RealmRepresentation;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.OnGround;
import shop.identity.it.ground.ShippedRealm;

/**
 * What the protection adds to a login: {@code docs/operation.md} has the numbers. Held against a realm that does not name the
 * listener and whose protection is off, as Keycloak's own, in memory, has no statements.
 */
@OnGround
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("PF-1")
class StatementsIT {

    private static final int LOGINS = 5;

    enum Login {
        BY_GRANT("a right password by grant"),
        BY_FORM("a right password by form"),
        WRONG_BY_GRANT("a wrong password by grant"),
        WRONG_BY_FORM("a wrong password by form");

        final String row;

        Login(String row) {
            this.row = row;
        }
    }

    private final Ground ground;
    private ShippedRealm shipped;
    private ShippedRealm plain;
    private SqlLog log;

    StatementsIT(Ground ground) {
        this.ground = ground;
    }

    @BeforeAll
    void prepare() {
        shipped = new ShippedRealm(ground, ShippedRealm::hashesCheaply);
        plain = new ShippedRealm(ground, StatementsIT::unprotected);
        log = new SqlLog(ground);
    }

    @AfterAll
    void close() {
        log.close();
        plain.close();
        shipped.close();
    }

    private static void unprotected(RealmRepresentation realm) {
        ShippedRealm.hashesCheaply(realm);
        realm.setEventsListeners(List.of());
        realm.setBruteForceProtected(false);
    }

    @ParameterizedTest
    @EnumSource
    void aLoginCostsWhatTheDocsSay(Login login) throws Exception {
        List<SqlLog.Transaction> with = transactions(shipped, login);
        List<SqlLog.Transaction> without = transactions(plain, login);

        with.forEach(one -> System.out.println(login.row + ": " + one));
        assertThat(without).noneMatch(one -> one.toString().contains("SHOP_"));
        assertThat(new LoginCost(
                        login.row,
                        statements(without),
                        without.size(),
                        statements(with) - statements(without),
                        with.size() - without.size()))
                .isEqualTo(LoginCost.inDocs(login.row));
    }

    private static int statements(List<SqlLog.Transaction> transactions) {
        return transactions.stream().mapToInt(one -> one.statements().size()).sum();
    }

    /** Of one login: what several have in common and is no worker's. */
    private List<SqlLog.Transaction> transactions(ShippedRealm realm, Login login) throws Exception {
        Guesses guesses = new Guesses(ground, realm);
        List<SqlLog.Transaction> common = null;
        for (int i = 0; i < LOGINS; i++) {
            String email = guesses.customer();
            // From then on Keycloak knows the customer.
            attempt(guesses, Login.BY_FORM, email);
            List<SqlLog.Transaction> these = log.during(() -> attempt(guesses, login, email));
            common = common == null ? these : inBoth(common, these);
        }
        return common.stream().filter(one -> !one.isOfWorker()).toList();
    }

    private static List<SqlLog.Transaction> inBoth(List<SqlLog.Transaction> some, List<SqlLog.Transaction> others) {
        var left = new java.util.HashMap<>(
                others.stream().collect(Collectors.groupingBy(Function.identity(), Collectors.counting())));
        List<SqlLog.Transaction> both = new ArrayList<>();
        for (SqlLog.Transaction one : some) {
            if (left.merge(one, -1L, Long::sum) >= 0) {
                both.add(one);
            }
        }
        return both;
    }

    private void attempt(Guesses guesses, Login login, String email) throws Exception {
        Guesses.Answer answer =
                switch (login) {
                    case BY_GRANT -> guesses.byGrant(ground.node(), email, Guesses.RIGHT);
                    case BY_FORM -> guesses.byForm(ground.node(), email, Guesses.RIGHT);
                    case WRONG_BY_GRANT -> guesses.byGrant(ground.node(), email, Guesses.WRONG);
                    case WRONG_BY_FORM -> guesses.byForm(ground.node(), email, Guesses.WRONG);
                };
        assertThat(answer.isIn()).isEqualTo(login == Login.BY_GRANT || login == Login.BY_FORM);
    }
}
