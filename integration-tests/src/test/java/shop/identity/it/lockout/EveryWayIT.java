package shop.identity.it.lockout;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.keycloak.representations.idm.AuthenticationExecutionInfoRepresentation;
import org.keycloak.representations.idm.CredentialRepresentation;
import org.keycloak.representations.idm.UserRepresentation;
import shop.identity.it.ground.CustomerRecord;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.OnGround;
import shop.identity.it.ground.OneTimePassword;
import shop.identity.it.ground.Pause;
import shop.identity.it.ground.ShippedRealm;
import shop.identity.it.ground.Walk;

/** Whatever can be guessed is counted, on every way that leads to it, and staff see the lock and end it. */
@OnGround
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("LG-4")
class EveryWayIT {

    private static final OneTimePassword DEVICE = new OneTimePassword("a secret of twenty b");
    private static final String RECOVERY_CODE = "ABCDEFGH1234";

    private final Ground ground;
    private ShippedRealm realm;
    private Guesses guesses;

    EveryWayIT(Ground ground) {
        this.ground = ground;
    }

    @BeforeAll
    void prepare() {
        realm = new ShippedRealm(ground, Guesses::fiveFailuresLock);
        guesses = new Guesses(ground, realm);
        AuthenticationExecutionInfoRepresentation codes = realm.resource().flows().getExecutions("browser").stream()
                .filter(step -> "auth-recovery-authn-code-form".equals(step.getProviderId()))
                .findFirst()
                .orElseThrow();
        codes.setRequirement("ALTERNATIVE");
        realm.resource().flows().updateExecutions("browser", codes);
    }

    @AfterAll
    void close() {
        realm.close();
    }

    private static String wrongCode() {
        return "%06d".formatted((Integer.parseInt(DEVICE.now()) + 500_000) % 1_000_000);
    }

    /** Staff see it, the topic tells it once, and staff end it. */
    private void assertLockedUntilStaffUnlock(String email) throws Exception {
        String id = guesses.id(email);
        assertThat(guesses.shownToStaff(email)).containsEntry("disabled", true).containsEntry("numFailures", 5);

        realm.resource().attackDetection().clearBruteForceForUser(id);

        assertThat(guesses.shownToStaff(email)).containsEntry("disabled", false).containsEntry("numFailures", 0);
        assertThat(ground.topic().settled(id, 3))
                .extracting(CustomerRecord::type)
                .containsExactly("customer.created", "customer.locked", "customer.unlocked");
    }

    /** The right password in between takes nothing back: nobody has signed in with it alone. */
    @Test
    void wrongCodesInTheBrowser() throws Exception {
        String email = guesses.customer(List.of(DEVICE.byTheClock()));
        Walk walk = realm.walk();
        for (int i = 0; i < 5; i++) {
            Walk.Page asked = walk.logIn(email, Guesses.RIGHT);
            assertThat(code(walk, asked, wrongCode()).isLoggedIn()).isFalse();
        }

        assertThat(guesses.byForm(realm.walk(), email, Guesses.RIGHT).isRefusal())
                .isTrue();
        assertLockedUntilStaffUnlock(email);
        assertThat(code(walk, walk.logIn(email, Guesses.RIGHT), DEVICE.now()).isLoggedIn())
                .isTrue();
    }

    /** On one page that stays open, and the right code at last. */
    @Test
    void wrongCodesOneAfterAnother() throws Exception {
        String email = guesses.customer(List.of(DEVICE.byTheClock()));
        Walk walk = realm.walk();
        Walk.Page page = walk.logIn(email, Guesses.RIGHT);
        for (int i = 0; i < 5; i++) {
            page = code(walk, page, wrongCode());
        }

        assertThat(code(walk, page, DEVICE.now()).isLoggedIn()).isFalse();
        assertLockedUntilStaffUnlock(email);
    }

    private static Walk.Page code(Walk walk, Walk.Page asked, String code) throws Exception {
        return walk.submit(asked.form("kc-otp-login-form"), Map.of("otp", code));
    }

    @Test
    void wrongRecoveryCodes() throws Exception {
        String email = guesses.customer(List.of(recoveryCode()));
        Walk walk = realm.walk();
        Walk.Page page = walk.logIn(email, Guesses.RIGHT);
        for (int i = 0; i < 5; i++) {
            page = recoveryCode(walk, page, "ZZZZZZZZ000" + i);
        }

        assertThat(recoveryCode(walk, page, RECOVERY_CODE).isLoggedIn()).isFalse();
        assertLockedUntilStaffUnlock(email);
        assertThat(recoveryCode(walk, walk.logIn(email, Guesses.RIGHT), RECOVERY_CODE)
                        .isLoggedIn())
                .isTrue();
    }

    private static Walk.Page recoveryCode(Walk walk, Walk.Page asked, String code) throws Exception {
        return walk.submit(asked.form("kc-recovery-code-login-form"), Map.of("recoveryCodeInput", code));
    }

    /** As an import brings it. */
    private static CredentialRepresentation recoveryCode() throws Exception {
        String hash = Base64.getEncoder()
                .encodeToString(
                        MessageDigest.getInstance("SHA-512").digest(RECOVERY_CODE.getBytes(StandardCharsets.UTF_8)));
        CredentialRepresentation codes = new CredentialRepresentation();
        codes.setType("recovery-authn-codes");
        codes.setSecretData("{\"codes\":[{\"number\":1,\"encodedHashedValue\":\"" + hash + "\"},"
                + "{\"number\":2,\"encodedHashedValue\":\"" + hash + "\"}]}");
        codes.setCredentialData("{\"hashIterations\":1,\"algorithm\":\"SHA-512\",\"remaining\":2,\"total\":2}");
        return codes;
    }

    @Test
    void wrongCodesByGrant() throws Exception {
        String email = guesses.customer(List.of(DEVICE.byTheClock()));
        for (int i = 0; i < 5; i++) {
            assertThat(guesses.byGrant(ground.node(), email, Guesses.RIGHT, wrongCode())
                            .isRefusal())
                    .isTrue();
        }

        assertThat(guesses.byGrant(ground.node(), email, Guesses.RIGHT, DEVICE.now())
                        .isIn())
                .isFalse();
        assertLockedUntilStaffUnlock(email);
        assertThat(guesses.byGrant(ground.node(), email, Guesses.RIGHT, DEVICE.now())
                        .isIn())
                .isTrue();
    }

    /** Whoever finds a browser that is signed in has the guesses of everybody, and those of a browser that is known; no more. */
    @Test
    void wrongPasswordsOfSomebodyWhoIsSignedIn() throws Exception {
        for (String again : List.of("&prompt=login", "&max_age=0", "&max_age=0&kc_action=UPDATE_PASSWORD")) {
            String email = guesses.customer();
            Walk walk = realm.walk();
            assertThat(guesses.byForm(walk, email, Guesses.RIGHT).isIn()).isTrue();
            // By whole seconds.
            Pause.of(Duration.ofMillis(1100));
            Walk.Page page = walk.openLogin(again);
            for (int i = 0; i < 10; i++) {
                page = walk.submit(page.form("kc-form-login"), Map.of("password", Guesses.WRONG));
            }

            page = walk.submit(page.form("kc-form-login"), Map.of("password", Guesses.RIGHT));

            assertThat(page.has("kc-form-login")).as(again).isTrue();
            assertLockedUntilStaffUnlock(email);
            page = walk.submit(page.form("kc-form-login"), Map.of("password", Guesses.RIGHT));
            assertThat(page.has("kc-form-login")).as(again).isFalse();
        }
    }

    @Test
    void aLockForGoodIsKeycloaksOwnAndEndsWithEnabling() throws Exception {
        try (ShippedRealm strict = new ShippedRealm(ground, Guesses::fiveFailuresLockForGood)) {
            Guesses there = new Guesses(ground, strict);
            String email = there.customer();
            for (int i = 0; i < 5; i++) {
                there.byForm(ground.node(), email, Guesses.WRONG);
            }
            assertThat(there.byForm(ground.node(), email, Guesses.RIGHT).isRefusal())
                    .isTrue();
            assertThat(there.byGrant(ground.node(), email, Guesses.RIGHT).isRefusal())
                    .isTrue();
            assertThat(there.shownToStaff(email)).containsEntry("disabled", true);
            UserRepresentation user =
                    strict.resource().users().get(there.id(email)).toRepresentation();
            assertThat(user.isEnabled()).isFalse();
            assertThat(user.getAttributes()).containsEntry("disabledReason", List.of("permanentLockout"));

            user.setEnabled(true);
            strict.resource().users().get(there.id(email)).update(user);

            assertThat(there.shownToStaff(email))
                    .containsEntry("disabled", false)
                    .containsEntry("numFailures", 0);
            assertThat(there.byForm(ground.node(), email, Guesses.RIGHT).isIn()).isTrue();
            List<CustomerRecord> told = ground.topic().settled(there.id(email), 7);
            assertThat(told)
                    .extracting(CustomerRecord::type)
                    .containsExactly(
                            "customer.created",
                            "customer.updated",
                            "customer.status_changed",
                            "customer.locked",
                            "customer.updated",
                            "customer.status_changed",
                            "customer.unlocked");
            assertThat(told.get(2).data().get("to").asText()).isEqualTo("SUSPENDED");
            assertThat(told.get(3).data().get("until").isNull()).isTrue();
            assertThat(told.get(5).data().get("to").asText()).isEqualTo("ACTIVE");
        }
    }
}
