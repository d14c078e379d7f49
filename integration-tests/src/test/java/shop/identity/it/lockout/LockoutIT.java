package shop.identity.it.lockout;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.keycloak.admin.client.resource.UserResource;
import org.keycloak.representations.idm.UserRepresentation;
import shop.identity.it.ground.CustomerRecord;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.OnGround;
import shop.identity.it.ground.ShippedRealm;
import shop.identity.it.ground.Walk;

/** An account that is locked, and how it is opened again. */
@OnGround
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LockoutIT {

    private final Ground ground;
    private ShippedRealm realm;
    private Guesses guesses;

    LockoutIT(Ground ground) {
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

    private String lockedCustomer() throws Exception {
        String email = guesses.customer();
        lock(email);
        return email;
    }

    private void lock(String email) throws Exception {
        for (int i = 0; i < 5; i++) {
            assertThat(guesses.byGrant(ground.node(), email, Guesses.WRONG).isRefusal())
                    .isTrue();
        }
        assertThat(guesses.byForm(ground.node(), email, Guesses.RIGHT).isIn()).isFalse();
    }

    @Test
    @Tag("LG-3")
    void fourFailuresAreForgottenWithTheRightPassword() throws Exception {
        String email = guesses.customer();
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < 4; i++) {
                guesses.byForm(ground.node(), email, Guesses.WRONG);
            }
            assertThat(guesses.shownToStaff(email)).containsEntry("numFailures", 4);
            assertThat(guesses.byForm(ground.node(), email, Guesses.RIGHT).isIn())
                    .isTrue();
            assertThat(guesses.shownToStaff(email)).containsEntry("numFailures", 0);
        }
    }

    /** Keycloak reports it, with the name that was typed before in the same window. */
    @Test
    @Tag("LG-5")
    void aFormThatIsFilledInBadlyIsNobodysFailure() throws Exception {
        String email = guesses.customer();
        Walk walk = realm.walk();
        Walk.Page page = walk.submit(walk.login().form("kc-form-login"), Map.of("username", email, "password", ""));
        page = walk.open(page.link("login-actions/registration"));
        for (int i = 0; i < 6; i++) {
            page = walk.submit(page.form("kc-register-form"), Map.of("email", "no address"));
        }

        assertThat(guesses.shownToStaff(email)).containsEntry("disabled", false).containsEntry("numFailures", 0);
        assertThat(guesses.byForm(ground.node(), email, Guesses.RIGHT).isIn()).isTrue();
    }

    @Test
    @Tag("LG-4")
    void staffUnlockInTheConsole() throws Exception {
        String email = lockedCustomer();
        assertThat(guesses.shownToStaff(email)).containsEntry("disabled", true).containsEntry("numFailures", 5);

        realm.resource().attackDetection().clearBruteForceForUser(guesses.id(email));

        assertThat(guesses.shownToStaff(email)).containsEntry("disabled", false);
        assertThat(guesses.byForm(ground.node(), email, Guesses.RIGHT).isIn()).isTrue();
        assertThat(ground.topic().settled(guesses.id(email), 3))
                .extracting(CustomerRecord::type)
                .containsExactly("customer.created", "customer.locked", "customer.unlocked");
    }

    @Test
    @Tag("LG-5")
    void aKnownBrowserGetsInWhileOthersDoNot() throws Exception {
        String email = guesses.customer();
        Walk known = realm.walk();
        assertThat(guesses.byForm(known, email, Guesses.RIGHT).isIn()).isTrue();
        realm.resource().users().get(guesses.id(email)).logout();
        lock(email);

        assertThat(guesses.byForm(known, email, Guesses.RIGHT).isIn()).isTrue();
        assertThat(guesses.byForm(ground.node(), email, Guesses.RIGHT).isIn()).isFalse();
    }

    /** The login ends in another request than the one that counted the password. */
    @Test
    @Tag("LG-5")
    void aKnownBrowserWithAnotherStepToTakeDoesNotOpenTheLockForOthers() throws Exception {
        String email = guesses.customer();
        Walk known = realm.walk();
        guesses.byForm(known, email, Guesses.RIGHT);
        UserResource customer = realm.resource().users().get(guesses.id(email));
        customer.logout();
        UserRepresentation user = customer.toRepresentation();
        user.setRequiredActions(List.of("UPDATE_PROFILE"));
        customer.update(user);
        lock(email);

        Walk.Page profile = known.logIn(email, Guesses.RIGHT);
        assertThat(known.submit(
                                profile.form("kc-update-profile-form"),
                                Map.of("email", email, "firstName", "Erika", "lastName", "Muster"))
                        .isLoggedIn())
                .isTrue();

        assertThat(guesses.byForm(ground.node(), email, Guesses.RIGHT).isIn()).isFalse();
        assertThat(guesses.shownToStaff(email)).containsEntry("disabled", true);
    }

    @Test
    @Tag("LG-5")
    void aKnownBrowserIsNoWayToGuessOn() throws Exception {
        String email = guesses.customer();
        Walk known = realm.walk();
        guesses.byForm(known, email, Guesses.RIGHT);
        realm.resource().users().get(guesses.id(email)).logout();
        lock(email);
        for (int i = 0; i < 5; i++) {
            guesses.byForm(known, email, Guesses.WRONG);
        }

        assertThat(guesses.byForm(known, email, Guesses.RIGHT).isIn()).isFalse();
    }

    @Test
    @Tag("LG-3")
    void aLockOutlivesARestart() throws Exception {
        String email = lockedCustomer();

        ground.node().stop();
        ground.node().start();

        assertThat(guesses.byGrant(ground.node(), email, Guesses.RIGHT).isIn()).isFalse();
        assertThat(guesses.shownToStaff(email)).containsEntry("disabled", true);
    }
}
