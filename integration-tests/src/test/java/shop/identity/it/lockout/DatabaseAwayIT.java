package shop.identity.it.lockout;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
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

    private Crowd crowd() throws Exception {
        return Crowd.of(MANY, ground, realm, guesses, email);
    }

    private interface Outage {
        void begin() throws Exception;
    }

    /** @param within how long the answers may take once the first of them have found out */
    private void isRefusedAndForgotten(String name, Outage begins, Outage ends, Duration within) throws Exception {
        Crowd first = crowd();
        Crowd second = crowd();
        long lookedAt = guesses.lookedAt(ground.node());
        double uncounted = guesses.uncounted(ground.node());

        begins.begin();
        List<Crowd.Timed> answers = first.come();
        List<Crowd.Timed> more = second.come();

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

    private static Duration longest(List<Crowd.Timed> answers) {
        return answers.stream().map(Crowd.Timed::took).max(Duration::compareTo).orElseThrow();
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
}
