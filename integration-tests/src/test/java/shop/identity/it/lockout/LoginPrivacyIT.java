package shop.identity.it.lockout;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.keycloak.admin.client.CreatedResponseUtil;
import org.keycloak.representations.idm.CredentialRepresentation;
import org.keycloak.representations.idm.PartialImportRepresentation;
import org.keycloak.representations.idm.RealmRepresentation;
import org.keycloak.representations.idm.UserRepresentation;
import shop.identity.it.ground.AdminApi;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.MannWhitney;
import shop.identity.it.ground.OnGround;
import shop.identity.it.ground.ShippedRealm;
import shop.identity.it.ground.Walk;

/**
 * Nobody learns from a refused login whether an address has an account, or in what state it is: not from the status, not from
 * the words, not from the time that it took.
 */
@OnGround
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("LG-6")
class LoginPrivacyIT {

    private static final int PAIRS = 150;
    private static final int WARM_UP = 15;

    /** A commit that waits for a replica, as in production, stands out as well. */
    private static final List<String> SLOW_COMMITS =
            List.of("ALTER SYSTEM SET commit_delay = 2000", "ALTER SYSTEM SET commit_siblings = 0");

    private static final List<String> USUAL_COMMITS =
            List.of("ALTER SYSTEM RESET commit_delay", "ALTER SYSTEM RESET commit_siblings");

    private final Ground ground;
    private ShippedRealm realm;
    private Guesses guesses;
    private CredentialRepresentation password;
    private Walk walk;
    private Walk.Page page;

    LoginPrivacyIT(Ground ground) {
        this.ground = ground;
    }

    /** Nobody is locked by the measuring itself. */
    private static void locksNobody(RealmRepresentation realm) {
        realm.setFailureFactor(100_000);
        realm.setQuickLoginCheckMilliSeconds(0L);
    }

    @BeforeAll
    void prepare() {
        realm = new ShippedRealm(ground, LoginPrivacyIT::locksNobody);
        guesses = new Guesses(ground, realm);
        password = hashed();
        for (Way way : Way.values()) {
            add("known-" + way, true, true);
            add("empty-" + way, true, true);
            add("bare-" + way, true, false);
            add("locked-" + way, true, true);
            add("open-" + way, true, true);
            add("suspended-" + way, false, true);
            add("active-" + way, true, true);
        }
        ground.execute(
                "INSERT INTO SHOP_LOGIN_FAILURE (REALM_ID, USER_ID, BROWSER, FAILURES, LAST_AT, LOCKED_UNTIL, PENDING,"
                        + " FORGOTTEN_AT) SELECT REALM_ID, ID, '', 100000, now(), now() + interval '1 hour', '{}',"
                        + " now() + interval '1 hour' FROM USER_ENTITY WHERE EMAIL LIKE 'locked-%" + realm.name()
                        + "%'");
        reconfigure(SLOW_COMMITS);
    }

    private void reconfigure(List<String> settings) {
        settings.forEach(ground::executeAsSuperuser);
        ground.executeAsSuperuser("SELECT pg_reload_conf()");
    }

    private void add(String whose, boolean enabled, boolean hasPassword) {
        PartialImportRepresentation customers = new PartialImportRepresentation();
        customers.setIfResourceExists("FAIL");
        customers.setUsers(IntStream.range(0, PAIRS + WARM_UP)
                .mapToObj(i -> {
                    UserRepresentation user = AdminApi.person(address(whose, i));
                    user.setEmailVerified(true);
                    user.setEnabled(enabled);
                    user.setCredentials(hasPassword ? List.of(password) : List.of());
                    return user;
                })
                .toList());
        try (Response imported = realm.resource().partialImport(customers)) {
            assertThat(imported.getStatus()).isEqualTo(200);
        }
    }

    /** Everybody's, hashed once, as the realm that ships hashes it. */
    private CredentialRepresentation hashed() {
        UserRepresentation first = AdminApi.person(address("first", 0));
        first.setCredentials(List.of(AdminApi.password(Guesses.RIGHT)));
        try (Response created = realm.resource().users().create(first)) {
            assertThat(created.getStatus()).isEqualTo(201);
            String of = " FROM CREDENTIAL WHERE USER_ID = '" + CreatedResponseUtil.getCreatedId(created) + "'";
            CredentialRepresentation hash = new CredentialRepresentation();
            hash.setType(CredentialRepresentation.PASSWORD);
            hash.setCredentialData(ground.query("SELECT CREDENTIAL_DATA" + of).get(0));
            hash.setSecretData(ground.query("SELECT SECRET_DATA" + of).get(0));
            return hash;
        }
    }

    private String address(String whose, int number) {
        return (whose + "-" + number + "-" + realm.name() + "@example.com").toLowerCase(java.util.Locale.ROOT);
    }

    @AfterAll
    void removeRealm() {
        reconfigure(USUAL_COMMITS);
        realm.close();
    }

    enum Way {
        FORM,
        GRANT
    }

    @ParameterizedTest
    @EnumSource
    void knownAndUnknown(Way way) throws Exception {
        compare(way, "known", "unknown", Guesses.WRONG);
    }

    @ParameterizedTest
    @EnumSource
    void knownAndUnknownWithoutAPassword(Way way) throws Exception {
        compare(way, "empty", "nobody", "");
    }

    @ParameterizedTest
    @EnumSource
    @Tag("long")
    void whoHasNoPasswordAndUnknown(Way way) throws Exception {
        compare(way, "bare", "stranger", Guesses.WRONG);
    }

    @ParameterizedTest
    @Tag("long")
    @EnumSource
    void lockedAndOpen(Way way) throws Exception {
        compare(way, "locked", "open", Guesses.WRONG);
    }

    @ParameterizedTest
    @EnumSource
    @Tag("long")
    void suspendedAndActive(Way way) throws Exception {
        compare(way, "suspended", "active", Guesses.WRONG);
    }

    private void compare(Way way, String one, String other, String password) throws Exception {
        IntFunction<String> ones = i -> address(one + "-" + way, i);
        IntFunction<String> others = i -> address(other + "-" + way, i);
        List<Double> first = new ArrayList<>();
        List<Double> second = new ArrayList<>();
        walk = realm.walk();
        page = walk.login();
        Random order = new Random(7);
        for (int i = 0; i < WARM_UP + PAIRS; i++) {
            if (i == WARM_UP) {
                first.clear();
                second.clear();
            }
            if (i % 50 == 0) {
                forgetTheNetwork();
            }
            boolean swap = order.nextBoolean();
            String seen = once(way, (swap ? others : ones).apply(i), password, swap ? second : first);
            assertThat(once(way, (swap ? ones : others).apply(i), password, swap ? first : second))
                    .isEqualTo(seen);
        }
        double superiority = MannWhitney.superiority(first, second);
        System.out.printf(
                "Login by %s%s, %s and %s, %d pairs: medians %.1f and %.1f ms, Mann-Whitney p = %.4f, superiority %.2f%n",
                way,
                password.isEmpty() ? " without a password" : "",
                one,
                other,
                PAIRS,
                median(first),
                median(second),
                MannWhitney.p(first, second),
                superiority);
        assertThat(superiority).isBetween(0.35, 0.65);
    }

    /** @return what is seen; how long it took is added to the times */
    private String once(Way way, String email, String password, List<Double> times) throws Exception {
        Guesses.Answer answer =
                way == Way.FORM ? byForm(email, password) : guesses.byGrant(ground.node(), email, password);
        assertThat(answer.isRefusal()).as(answer.body()).isTrue();
        times.add(answer.took().toNanos() / 1e6);
        return answer.status() + " "
                + answer.body()
                        .replace(email, "ADDRESS")
                        .replaceAll("(session_code|execution|tab_id|client_data)=[^\"&]*", "$1")
                        .replaceAll("\"[A-Za-z0-9+/]{64}\"", "SESSION");
    }

    /** The page of a refusal takes the next attempt. */
    private Guesses.Answer byForm(String email, String password) throws Exception {
        page = walk.submit(page.form("kc-form-login"), Map.of("username", email, "password", password));
        return new Guesses.Answer(page.status(), page.body(), page.isLoggedIn(), page.took());
    }

    /** All of it comes from one network, and faster than a network may. */
    private void forgetTheNetwork() {
        ground.execute("DELETE FROM SHOP_ATTEMPT WHERE REALM_ID = '"
                + realm.resource().toRepresentation().getId() + "'");
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
    }
}
