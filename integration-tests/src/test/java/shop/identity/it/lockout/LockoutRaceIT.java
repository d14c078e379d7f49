package shop.identity.it.lockout;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import shop.identity.it.ground.CustomerRecord;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.OnGround;
import shop.identity.it.ground.ShippedRealm;
import shop.identity.it.ground.Together;
import shop.identity.it.ground.TwoNodes;
import shop.identity.it.ground.Walk;
import shop.identity.stack.KeycloakNode;

/** Many guess at one account, at both nodes at once. */
@OnGround
@TwoNodes
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("LG-3")
class LockoutRaceIT {

    static final int MANY = 1000;
    static final int ROUNDS = 5;

    private final Ground ground;
    private ShippedRealm realm;
    private Guesses guesses;
    private KeycloakNode second;

    LockoutRaceIT(Ground ground) {
        this.ground = ground;
    }

    @BeforeAll
    void prepare() {
        second = ground.secondNode();
        realm = new ShippedRealm(ground, Guesses::fiveFailuresLock);
        guesses = new Guesses(ground, realm);
    }

    @AfterAll
    void stop() {
        realm.close();
    }

    @ParameterizedTest
    @EnumSource
    void ofManyGuessesFiveAreLookedAt(Assault.Way way) throws Exception {
        round(way, 300);
    }

    @ParameterizedTest
    @EnumSource
    @Tag("long")
    void andSoItIsRoundAfterRound(Assault.Way way) throws Exception {
        for (int i = 0; i < ROUNDS; i++) {
            // Each browser has a client with files of its own, which ends only when nobody holds it any more.
            System.gc();
            round(way, MANY);
        }
    }

    private void round(Assault.Way way, int many) throws Exception {
        String email = guesses.customer();

        Assault.Result result = new Assault(ground, realm, guesses, ground.node(), second).on(email, way, many);

        List<Guesses.Answer> waited = result.answers().stream()
                .filter(answer -> answer.status() == 429 || answer.status() == 503)
                .toList();
        System.out.printf(
                "%d guesses, %s: %d passwords looked at, %d waited in vain%n",
                many, way, result.lookedAt(), waited.size());
        assertThat(result.answers()).allMatch(answer -> answer.isRefusal() || waited.contains(answer));
        assertThat(result.lookedAt()).isEqualTo(5);
        assertThat(guesses.shownToStaff(email)).containsEntry("disabled", true).containsEntry("numFailures", 5);
        assertThat(guesses.byGrant(ground.node(), email, Guesses.RIGHT).isIn()).isFalse();
        assertThat(ground.topic().settled(guesses.id(email), 2))
                .extracting(CustomerRecord::type)
                .containsExactly("customer.created", "customer.locked");
    }

    /** The account's own record says so, too, but others may have read that before. */
    @Test
    void aLockForGoodIsAsExact() throws Exception {
        try (ShippedRealm strict = new ShippedRealm(ground, Guesses::fiveFailuresLockForGood)) {
            Guesses there = new Guesses(ground, strict);
            String email = there.customer();

            Assault.Result result =
                    new Assault(ground, strict, there, ground.node(), second).on(email, Assault.Way.GRANT, 300);

            assertThat(result.lookedAt()).isEqualTo(5);
            assertThat(there.byGrant(second, email, Guesses.RIGHT).isIn()).isFalse();
            assertThat(ground.topic().settled(there.id(email), 4))
                    .extracting(CustomerRecord::type)
                    .containsExactlyInAnyOrder(
                            "customer.created", "customer.updated", "customer.status_changed", "customer.locked");
        }
    }

    @Test
    @Tag("LG-5")
    void aKnownBrowserGetsInMeanwhile() throws Exception {
        String email = guesses.customer();
        Walk known = realm.walk();
        assertThat(guesses.byForm(known, email, Guesses.RIGHT).isIn()).isTrue();
        realm.resource().users().get(guesses.id(email)).logout();
        String form = known.login().form("kc-form-login");

        List<Guesses.Answer> answers = Together.run(
                201,
                i -> i == 100
                        ? guesses.byForm(known, form, email, Guesses.RIGHT)
                        : guesses.byGrant(i % 2 == 0 ? ground.node() : second, email, Guesses.WRONG));

        assertThat(answers.get(100).isIn()).isTrue();
        assertThat(answers).filteredOn(Guesses.Answer::isIn).hasSize(1);
    }

    @Test
    @Tag("LG-5")
    void ofManyWithTheRightPasswordNoneIsRefused() throws Exception {
        String email = guesses.customer();
        List<Walk> walks = new ArrayList<>();
        List<String> forms = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            Walk walk = realm.walkAt(i % 2 == 0 ? ground.node() : second);
            walks.add(walk);
            forms.add(walk.login().form("kc-form-login"));
        }

        List<Guesses.Answer> byForm =
                Together.run(50, i -> guesses.byForm(walks.get(i), forms.get(i), email, Guesses.RIGHT));
        List<Guesses.Answer> byGrant =
                Together.run(50, i -> guesses.byGrant(i % 2 == 0 ? ground.node() : second, email, Guesses.RIGHT));

        assertThat(byForm).allMatch(Guesses.Answer::isIn);
        assertThat(byGrant).allMatch(Guesses.Answer::isIn);
        assertThat(ground.count("SELECT COUNT(*) FROM SHOP_LOGIN_FAILURE WHERE USER_ID = ?", guesses.id(email)))
                .isZero();
    }
}
