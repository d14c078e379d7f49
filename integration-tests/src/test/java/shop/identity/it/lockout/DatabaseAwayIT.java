package shop.identity.it.lockout;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.OnGround;
import shop.identity.it.ground.ShippedRealm;
import shop.identity.it.ground.Together;
import shop.identity.it.ground.Walk;
import shop.identity.it.ground.Wire;

/** Logins while the database is away, hangs, is slow or takes nothing: refused, soon, and unharmed afterwards. */
@OnGround
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("LG-2")
class DatabaseAwayIT {

    private static final int MANY = 20;
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final Duration AT_ONCE = Duration.ofSeconds(2);

    private final Ground ground;
    private Wire wire;
    private ShippedRealm realm;
    private Guesses guesses;
    private String email;

    DatabaseAwayIT(Ground ground) {
        this.ground = ground;
    }

    @BeforeAll
    void start() throws Exception {
        wire = new Wire(ground.postgres());
        ground.node().stop();
        ground.node().start(List.of("--db-url=" + wire.jdbcUrl()));
        realm = new ShippedRealm(ground, Guesses::fiveFailuresLock);
        guesses = new Guesses(ground, realm);
    }

    @AfterAll
    void stop() {
        realm.close();
        ground.node().stop();
        ground.node().start();
        wire.close();
    }

    /** What the node has not seen before it would look up in the database: that is not what is asked here. */
    @BeforeEach
    void warmUp() throws Exception {
        ground.execute("DELETE FROM SHOP_ATTEMPT WHERE KIND = 'login-network'");
        String other = guesses.customer();
        assertThat(guesses.byGrant(ground.node(), other, Guesses.RIGHT).isIn()).isTrue();
        assertThat(guesses.byForm(ground.node(), other, Guesses.WRONG).isRefusal())
                .isTrue();
        email = guesses.customer();
    }

    @AfterEach
    void repair() throws Exception {
        wire.slow(Duration.ZERO);
        ground.postgres().resume();
        if (!ground.postgres().isRunning()) {
            ground.postgres().start();
        }
        ground.executeAsSuperuser("ALTER SYSTEM RESET ALL");
        ground.executeAsSuperuser("SELECT pg_reload_conf()");
        awaitRecovery(guesses.customer());
    }

    private record Timed(Guesses.Answer answer, Duration took) {}

    private interface Attack {
        Guesses.Answer guess() throws Exception;
    }

    private static Timed timed(Attack attack) throws Exception {
        long began = System.nanoTime();
        Guesses.Answer answer = attack.guess();
        return new Timed(answer, Duration.ofNanos(System.nanoTime() - began));
    }

    /** By form and by grant, with the right password and with wrong ones; the forms were opened before. */
    private List<Attack> attacks(int many) throws Exception {
        List<Attack> attacks = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            String password = i % 4 < 2 ? Guesses.RIGHT : Guesses.WRONG;
            if (i % 2 == 0) {
                attacks.add(() -> guesses.byGrant(ground.node(), email, password));
            } else {
                Walk walk = realm.walk();
                String form = walk.login().form("kc-form-login");
                attacks.add(() -> guesses.byForm(walk, form, email, password));
            }
        }
        return attacks;
    }

    private interface Outage {
        void begin() throws Exception;
    }

    /** @param within how long the answers may take once the first of them have found out */
    private void isRefusedAndForgotten(String name, Outage begins, Outage ends, Duration within) throws Exception {
        List<Attack> first = attacks(MANY);
        List<Attack> second = attacks(MANY);
        long lookedAt = guesses.lookedAt(ground.node());
        double uncounted = guesses.uncounted(ground.node());

        begins.begin();
        List<Timed> answers = Together.run(MANY, i -> timed(first.get(i)));
        List<Timed> more = Together.run(MANY, i -> timed(second.get(i)));

        System.out.printf("%s: refused within %s, then within %s%n", name, longest(answers), longest(more));
        assertThat(guesses.uncounted(ground.node()) - uncounted).isEqualTo(2 * MANY);
        assertThat(guesses.lookedAt(ground.node()) - lookedAt).isZero();
        assertThat(answers).allMatch(timed -> timed.answer().isTryAgain());
        assertThat(answers).allMatch(timed -> timed.took().compareTo(SOON) < 0);
        assertThat(more).allMatch(timed -> timed.answer().isTryAgain());
        assertThat(more).allMatch(timed -> timed.took().compareTo(within) < 0);

        ends.begin();
        long ended = System.nanoTime();
        awaitRecovery(guesses.customer());
        System.out.printf("%s: over after %s%n", name, Duration.ofNanos(System.nanoTime() - ended));
        assertThat(ground.count("SELECT COUNT(*) FROM SHOP_LOGIN_FAILURE WHERE USER_ID = ?", guesses.id(email)))
                .isZero();
        assertThat(guesses.byForm(ground.node(), email, Guesses.RIGHT).isIn()).isTrue();
    }

    private static Duration longest(List<Timed> answers) {
        return answers.stream().map(Timed::took).max(Duration::compareTo).orElseThrow();
    }

    /** Of another customer's, without a restart. */
    private void awaitRecovery(String other) {
        Awaitility.await("a login")
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(200))
                .until(() ->
                        guesses.byGrant(ground.node(), other, Guesses.RIGHT).isIn());
    }

    @Test
    void aDatabaseThatIsDown() throws Exception {
        isRefusedAndForgotten(
                "down", () -> ground.postgres().crash(), () -> ground.postgres().start(), SOON);
    }

    @Test
    void aDatabaseThatHangs() throws Exception {
        isRefusedAndForgotten(
                "hangs",
                () -> ground.postgres().pause(),
                () -> ground.postgres().resume(),
                AT_ONCE);
    }

    @Test
    void aDatabaseThatIsSlow() throws Exception {
        isRefusedAndForgotten("slow", () -> wire.slow(Duration.ofSeconds(3)), () -> wire.slow(Duration.ZERO), SOON);
    }

    @Test
    void aDatabaseThatIsReadOnly() throws Exception {
        isRefusedAndForgotten("read-only", () -> readOnly(true), () -> readOnly(false), SOON);
    }

    private void readOnly(boolean on) {
        ground.executeAsSuperuser("ALTER SYSTEM SET default_transaction_read_only = " + on);
        ground.executeAsSuperuser("SELECT pg_reload_conf()");
        Awaitility.await("the setting")
                .until(() -> ground.query("SHOW default_transaction_read_only").equals(List.of(on ? "on" : "off")));
    }

    /** The limit counts, and then the lockout cannot. */
    @Test
    @Tag("LG-3")
    void anAttemptThatBeginsTooLateIsTakenBack() throws Exception {
        List<Attack> attacks = attacks(MANY);
        long lookedAt = guesses.lookedAt(ground.node());

        try (Connection held = ground.postgres().connect()) {
            held.setAutoCommit(false);
            held.createStatement().execute("LOCK TABLE SHOP_LOGIN_FAILURE IN ACCESS EXCLUSIVE MODE");
            List<Timed> answers = Together.run(MANY, i -> timed(attacks.get(i)));
            assertThat(answers).allMatch(timed -> timed.answer().isTryAgain());
            assertThat(answers).allMatch(timed -> timed.took().compareTo(SOON) < 0);
            held.rollback();
        }

        assertThat(guesses.lookedAt(ground.node()) - lookedAt).isZero();
        Awaitility.await("what came too late")
                .atMost(Duration.ofSeconds(10))
                .during(Duration.ofSeconds(1))
                .until(() -> rows(email) == 0);
        assertThat(guesses.byGrant(ground.node(), email, Guesses.RIGHT).isIn()).isTrue();
    }

    /** Counted, and then what Keycloak itself wants to know is not there. */
    @Test
    void aDatabaseThatGoesAwayBetweenTheCountAndThePasswordIsNoServerError() throws Exception {
        for (String table : List.of("USER_ENTITY", "CREDENTIAL")) {
            String customer = guesses.customer();
            List<Timed> answers;
            Walk walk = realm.walk();
            String form = walk.login().form("kc-form-login");
            ground.execute("ALTER TABLE " + table + " RENAME TO AWAY");
            try {
                answers = List.of(
                        timed(() -> guesses.byGrant(ground.node(), customer, Guesses.RIGHT)),
                        timed(() -> guesses.byForm(walk, form, customer, Guesses.RIGHT)));
            } finally {
                ground.execute("ALTER TABLE AWAY RENAME TO " + table);
            }
            assertThat(answers).allMatch(timed -> timed.answer().isTryAgain());
            assertThat(rows(customer)).isZero();
            assertThat(guesses.byForm(walk, customer, Guesses.RIGHT).isIn()).isTrue();
        }
    }

    /** A guess whose failure cannot be written is no guess for nothing. */
    @Test
    @Tag("LG-3")
    void aFailureThatCannotBeWrittenIsNotGivenBack() throws Exception {
        ground.execute("""
                CREATE FUNCTION SHOP_TEST_REFUSES() RETURNS trigger LANGUAGE plpgsql AS
                  $$ BEGIN IF NEW.FAILURES > OLD.FAILURES THEN RAISE EXCEPTION 'no'; END IF; RETURN NEW; END $$;
                CREATE TRIGGER SHOP_TEST_REFUSES BEFORE UPDATE ON SHOP_LOGIN_FAILURE
                  FOR EACH ROW EXECUTE FUNCTION SHOP_TEST_REFUSES()
                """);
        try {
            assertThat(guesses.byGrant(ground.node(), email, Guesses.WRONG).isTryAgain())
                    .isTrue();
            assertThat(guesses.byForm(ground.node(), email, Guesses.WRONG).isTryAgain())
                    .isTrue();
        } finally {
            ground.execute("DROP FUNCTION SHOP_TEST_REFUSES() CASCADE");
        }

        assertThat(places(email)).isEqualTo(2);
    }

    /** Somebody who had no chance to be looked at is told to come again, not that the password is wrong. */
    @Test
    @Tag("LG-5")
    void whoWaitsForAPlaceInVainIsNotToldThatThePasswordIsWrong() throws Exception {
        // As of a node that died over five of them a moment ago.
        ground.execute("INSERT INTO SHOP_LOGIN_FAILURE (REALM_ID, USER_ID, BROWSER, PENDING, FORGOTTEN_AT) SELECT "
                + "REALM_ID, ID, '', (SELECT jsonb_object_agg(gen_random_uuid(), "
                + "floor(EXTRACT(EPOCH FROM clock_timestamp()) * 1000)::bigint) FROM generate_series(1, 5)), "
                + "clock_timestamp() + interval '1 hour' FROM USER_ENTITY WHERE EMAIL = '" + email + "'");
        Walk walk = realm.walk();
        String form = walk.login().form("kc-form-login");
        long lookedAt = guesses.lookedAt(ground.node());

        Walk.Page page = walk.submit(form, Map.of("username", email, "password", Guesses.RIGHT));
        Timed byGrant = timed(() -> guesses.byGrant(ground.node(), email, Guesses.RIGHT));

        assertThat(page.status()).isEqualTo(429);
        assertThat(page.retryAfter()).isBetween(1, 5);
        assertThat(page.has("There were too many attempts")).isTrue();
        assertThat(page.took()).isLessThan(SOON);
        assertThat(byGrant.answer().status()).isEqualTo(429);
        assertThat(byGrant.answer().body()).contains("too_many_requests").doesNotContain("credentials");
        assertThat(byGrant.took()).isLessThan(SOON);
        assertThat(guesses.lookedAt(ground.node()) - lookedAt).isZero();
        assertThat(places(email)).isEqualTo(5);

        ground.execute("DELETE FROM SHOP_LOGIN_FAILURE WHERE USER_ID = '" + guesses.id(email) + "'");
        assertThat(guesses.byForm(walk, email, Guesses.RIGHT).isIn()).isTrue();
    }

    /** Commits are told to take their time with the disk: what survives has asked for it. */
    @Test
    @Tag("LG-3")
    void failuresAndLocksOutliveACrashOfTheDatabase() throws Exception {
        ground.executeAsSuperuser("ALTER SYSTEM SET synchronous_commit = off");
        ground.executeAsSuperuser("ALTER SYSTEM SET wal_writer_delay = '10s'");
        ground.executeAsSuperuser("ALTER SYSTEM SET wal_writer_flush_after = '1GB'");
        ground.executeAsSuperuser("SELECT pg_reload_conf()");
        for (int i = 0; i < 4; i++) {
            assertThat(guesses.byGrant(ground.node(), email, Guesses.WRONG).isRefusal())
                    .isTrue();
        }
        crash();
        assertThat(guesses.shownToStaff(email)).containsEntry("numFailures", 4).containsEntry("disabled", false);

        assertThat(guesses.byForm(ground.node(), email, Guesses.WRONG).isRefusal())
                .isTrue();
        crash();

        assertThat(guesses.shownToStaff(email)).containsEntry("numFailures", 5).containsEntry("disabled", true);
        assertThat(guesses.byGrant(ground.node(), email, Guesses.RIGHT).isRefusal())
                .isTrue();
    }

    private void crash() {
        ground.postgres().crash();
        ground.postgres().start();
        awaitRecovery(guesses.customer());
    }

    private long rows(String customer) {
        return ground.count("SELECT COUNT(*) FROM SHOP_LOGIN_FAILURE WHERE USER_ID = ?", guesses.id(customer));
    }

    /** Attempts that hold a place of the customer's. */
    private long places(String customer) {
        return ground.count(
                "SELECT COUNT(*) FROM SHOP_LOGIN_FAILURE, jsonb_object_keys(PENDING) WHERE USER_ID = ?",
                guesses.id(customer));
    }
}
