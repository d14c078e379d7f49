package shop.identity.it.lockout;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.OnGround;
import shop.identity.it.ground.ShippedRealm;
import shop.identity.it.ground.Walk;

/** The lockout when something goes wrong in the middle of an attempt. */
@OnGround
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("LG-3")
class LockoutFaultsIT {

    private static final int MANY = 20;
    private static final Duration SOON = Duration.ofSeconds(5);

    /** Of whoever waits for a place, and a crowded machine's. */
    private static final Duration PATIENCE = Duration.ofSeconds(12);

    private final Ground ground;
    private ShippedRealm realm;
    private Guesses guesses;
    private String email;

    LockoutFaultsIT(Ground ground) {
        this.ground = ground;
    }

    @BeforeAll
    void prepare() {
        realm = new ShippedRealm(ground, Guesses::fiveFailuresLock);
        guesses = new Guesses(ground, realm);
    }

    @AfterAll
    void close() {
        realm.close();
    }

    @BeforeEach
    void createCustomer() {
        ground.execute("DELETE FROM SHOP_ATTEMPT WHERE KIND = 'login-network'");
        email = guesses.customer();
    }

    /** The limit counts, and then the lockout cannot. */
    @Test
    @Tag("LG-2")
    void anAttemptThatBeginsTooLateIsTakenBack() throws Exception {
        Crowd crowd = Crowd.of(MANY, ground, realm, guesses, email);
        long lookedAt = guesses.lookedAt(ground.node());

        try (Connection held = ground.postgres().connect()) {
            held.setAutoCommit(false);
            held.createStatement().execute("LOCK TABLE SHOP_LOGIN_FAILURE IN ACCESS EXCLUSIVE MODE");
            List<Crowd.Timed> answers = crowd.come();
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
    @ParameterizedTest
    @ValueSource(strings = {"USER_ENTITY", "CREDENTIAL"})
    @Tag("LG-2")
    void aDatabaseThatGoesAwayAfterTheCountIsNoServerError(String table) throws Exception {
        List<Crowd.Timed> answers;
        Walk walk = realm.walk();
        String form = walk.login().form("kc-form-login");
        ground.execute("ALTER TABLE " + table + " RENAME TO AWAY");
        try {
            answers = List.of(
                    Crowd.timed(() -> guesses.byGrant(ground.node(), email, Guesses.RIGHT)),
                    Crowd.timed(() -> guesses.byForm(walk, form, email, Guesses.RIGHT)));
        } finally {
            ground.execute("ALTER TABLE AWAY RENAME TO " + table);
        }
        assertThat(answers).allMatch(timed -> timed.answer().isTryAgain());
        assertThat(rows(email)).isZero();
        assertThat(guesses.byForm(walk, email, Guesses.RIGHT).isIn()).isTrue();
    }

    /** A guess whose failure cannot be written is no guess for nothing. */
    @Test
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
        Crowd.Timed byGrant = Crowd.timed(() -> guesses.byGrant(ground.node(), email, Guesses.RIGHT));

        assertThat(page.status()).isEqualTo(429);
        assertThat(page.retryAfter()).isBetween(1, 5);
        assertThat(page.has("There were too many attempts")).isTrue();
        assertThat(page.took()).isLessThan(PATIENCE);
        assertThat(byGrant.answer().status()).isEqualTo(429);
        assertThat(byGrant.answer().body()).contains("too_many_requests").doesNotContain("credentials");
        assertThat(byGrant.took()).isLessThan(PATIENCE);
        assertThat(guesses.lookedAt(ground.node()) - lookedAt).isZero();
        assertThat(places(email)).isEqualTo(5);

        ground.execute("DELETE FROM SHOP_LOGIN_FAILURE WHERE USER_ID = '" + guesses.id(email) + "'");
        assertThat(guesses.byForm(walk, email, Guesses.RIGHT).isIn()).isTrue();
    }

    /** Commits are told to take their time with the disk: what survives has asked for it. */
    @Test
    void failuresAndLocksOutliveACrashOfTheDatabase() throws Exception {
        ground.executeAsSuperuser("ALTER SYSTEM SET synchronous_commit = off");
        ground.executeAsSuperuser("ALTER SYSTEM SET wal_writer_delay = '10s'");
        ground.executeAsSuperuser("ALTER SYSTEM SET wal_writer_flush_after = '1GB'");
        ground.executeAsSuperuser("SELECT pg_reload_conf()");
        try {
            fourFailuresAndAFifthAfterACrash();
        } finally {
            ground.executeAsSuperuser("ALTER SYSTEM RESET ALL");
            ground.executeAsSuperuser("SELECT pg_reload_conf()");
        }
    }

    private void fourFailuresAndAFifthAfterACrash() throws Exception {
        // Nobody is created between a guess and a crash: that would bring the guess to the disk.
        String other = guesses.customer();
        for (int i = 0; i < 4; i++) {
            assertThat(guesses.byGrant(ground.node(), email, Guesses.WRONG).isRefusal())
                    .isTrue();
        }
        crash(other);
        assertThat(guesses.shownToStaff(email)).containsEntry("numFailures", 4).containsEntry("disabled", false);

        assertThat(guesses.byForm(ground.node(), email, Guesses.WRONG).isRefusal())
                .isTrue();
        crash(other);

        assertThat(guesses.shownToStaff(email)).containsEntry("numFailures", 5).containsEntry("disabled", true);
        assertThat(guesses.byGrant(ground.node(), email, Guesses.RIGHT).isRefusal())
                .isTrue();
    }

    /** @param other who can log in again when it is over */
    private void crash(String other) {
        ground.postgres().crash();
        ground.postgres().start();
        Awaitility.await("a login")
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(200))
                .until(() ->
                        guesses.byGrant(ground.node(), other, Guesses.RIGHT).isIn());
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
