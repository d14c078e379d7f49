package shop.identity.it.reset;

import static org.assertj.core.api.Assertions.assertThat;
import static shop.identity.it.reset.ForgetfulCustomers.NEW_PASSWORD;
import static shop.identity.it.reset.ForgetfulCustomers.forgot;
import static shop.identity.it.reset.ForgetfulCustomers.newAddress;
import static shop.identity.it.reset.ForgetfulCustomers.normalised;
import static shop.identity.it.reset.ForgetfulCustomers.reset;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.keycloak.representations.idm.UserRepresentation;
import shop.identity.it.ground.AdminApi;
import shop.identity.it.ground.CustomerRecord;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.OnGround;
import shop.identity.it.ground.OneTimePassword;
import shop.identity.it.ground.ReceivedMail;
import shop.identity.it.ground.Registration;
import shop.identity.it.ground.ShippedRealm;
import shop.identity.it.ground.Walk;

/** From a forgotten password to the login with a new one, and what else a reset does. */
@OnGround
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PasswordResetIT {

    private final Ground ground;
    private ShippedRealm realm;
    private ForgetfulCustomers customers;

    PasswordResetIT(Ground ground) {
        this.ground = ground;
    }

    @BeforeAll
    void createRealm() {
        realm = new ShippedRealm(ground);
        customers = new ForgetfulCustomers(ground, realm);
    }

    @AfterAll
    void removeRealm() {
        realm.close();
    }

    @Test
    @Tag("PW-1")
    @Tag("PW-3")
    void theLinkSetsANewPasswordAndLetsNobodyIn() throws Exception {
        String email = newAddress();
        String id = customers.create(email);
        Walk walk = realm.walk();
        Walk.Page sent = forgot(walk, email);
        assertThat(sent.status()).isEqualTo(200);
        assertThat(sent.body()).contains("shop-sending");

        Walk.Page done = reset(realm.walk(), realm.mailTo(email).link(), NEW_PASSWORD);

        assertThat(done.status()).isEqualTo(200);
        assertThat(done.body()).contains("shop-done");
        assertThat(done.isLoggedIn()).isFalse();
        assertThat(realm.walk().logIn(email, Registration.PASSWORD).isLoggedIn())
                .isFalse();
        assertThat(realm.walk().logIn(email, NEW_PASSWORD).isLoggedIn()).isTrue();
        CustomerRecord changed = last(ground.topic().eventually(id, 2));
        assertThat(changed.type()).isEqualTo("customer.credential_changed");
        assertThat(changed.data().at("/reason").asText()).isEqualTo("reset");
        assertThat(changed.actor()).isEqualTo("self");
        assertThat(changed.data().toString()).doesNotContain(NEW_PASSWORD).doesNotContain(email);
    }

    private static <T> T last(List<T> all) {
        return all.get(all.size() - 1);
    }

    @Test
    @Tag("PW-3")
    void theCustomerIsToldByMail() throws Exception {
        String email = newAddress();
        customers.create(email);
        reset(realm.walk(), customers.linkTo(email, 1), NEW_PASSWORD);

        ReceivedMail notice = realm.mailTo(email, 2);

        assertThat(notice.mail().subject()).isEqualTo("Your password was changed");
        assertThat(notice.mail().text())
                .contains("/realms/" + realm.name() + "/login-actions/reset-credentials")
                .doesNotContain(NEW_PASSWORD)
                .doesNotContain("shop-link");
    }

    @Test
    @Tag("PW-3")
    void otherSessionsEnd() throws Exception {
        String email = newAddress();
        String id = customers.create(email);
        Walk elsewhere = realm.walk();
        assertThat(elsewhere.logIn(email, Registration.PASSWORD).isLoggedIn()).isTrue();
        assertThat(elsewhere.login().isLoggedIn()).as("single sign-on before").isTrue();

        reset(realm.walk(), customers.linkTo(email, 1), NEW_PASSWORD);

        assertThat(elsewhere.login().isLoggedIn()).as("single sign-on after").isFalse();
        assertThat(customers.staffView(id).getUserSessions()).isEmpty();
    }

    @Test
    @Tag("PW-3")
    @Tag("PW-4")
    void requestsAreNoFailedLoginsAndTheResetClearsALockout() throws Exception {
        String email = newAddress();
        String id = customers.create(email);
        for (int i = 0; i < 5; i++) {
            realm.walk().logIn(email, "wrong-" + i);
        }
        assertThat(failures(id)).containsEntry("disabled", true);
        Object before = failures(id).get("numFailures");
        String link = customers.linkTo(email, 1);
        assertThat(failures(id)).containsEntry("numFailures", before);

        reset(realm.walk(), link, NEW_PASSWORD);

        assertThat(failures(id)).containsEntry("disabled", false).containsEntry("numFailures", 0);
        assertThat(realm.walk().logIn(email, NEW_PASSWORD).isLoggedIn()).isTrue();
    }

    @Test
    @Tag("PW-4")
    void manyRequestsLockNobody() throws Exception {
        String email = newAddress();
        String id = customers.create(email);
        for (int i = 0; i < 12; i++) {
            assertThat(forgot(realm.walk(), email).status()).isEqualTo(200);
        }
        assertThat(failures(id)).containsEntry("disabled", false).containsEntry("numFailures", 0);
        assertThat(realm.walk().logIn(email, Registration.PASSWORD).isLoggedIn())
                .isTrue();
        customers.awaitLookedInto();
        assertThat(ground.count("SELECT COUNT(*) FROM SHOP_TOKEN WHERE USER_ID = ?", id))
                .as("the cap per address")
                .isEqualTo(5);
    }

    private Map<String, Object> failures(String id) {
        return realm.resource().attackDetection().bruteForceUserStatus(id);
    }

    @Test
    @Tag("PW-3")
    void aSecondFactorIsAskedForAfterwards() throws Exception {
        String email = newAddress();
        OneTimePassword device = new OneTimePassword("a-device-of-erika-x");
        customers.create(email, device.byTheClock());
        Walk walk = realm.walk();
        Walk.Page done = reset(walk, customers.linkTo(email, 1), NEW_PASSWORD);
        assertThat(done.isLoggedIn()).isFalse();

        Walk.Page asked = walk.logIn(email, NEW_PASSWORD);

        assertThat(asked.isLoggedIn()).isFalse();
        assertThat(asked.body()).contains("kc-otp-login-form");
        assertThat(walk.submit(asked.form("kc-otp-login-form"), Map.of("otp", device.now()))
                        .isLoggedIn())
                .isTrue();
    }

    @Test
    @Tag("PW-4")
    @Tag("PW-2")
    void suspendedAndUnknownGetTheSameAnswerAndNoMail() throws Exception {
        String known = newAddress();
        customers.create(known);
        String suspended = newAddress();
        String id = customers.create(suspended);
        UserRepresentation user = customers.staffView(id).toRepresentation();
        user.setEnabled(false);
        customers.staffView(id).update(user);
        String unknown = newAddress();

        String answer = normalised(forgot(realm.walk(), known), known);
        assertThat(normalised(forgot(realm.walk(), suspended), suspended)).isEqualTo(answer);
        assertThat(normalised(forgot(realm.walk(), unknown), unknown)).isEqualTo(answer);

        realm.mailTo(known);
        customers.awaitLookedInto();
        assertThat(ground.count("SELECT COUNT(*) FROM SHOP_TOKEN WHERE USER_ID = ?", id))
                .isZero();
        assertThat(ground.mail().messagesTo(suspended)).isEmpty();
        assertThat(ground.mail().messagesTo(unknown)).isEmpty();
    }

    @Test
    @Tag("PW-4")
    void aLinkIsVoidWhenItsCustomerIsSuspended() throws Exception {
        String email = newAddress();
        String id = customers.create(email);
        String link = customers.linkTo(email, 1);
        UserRepresentation user = customers.staffView(id).toRepresentation();
        user.setEnabled(false);
        customers.staffView(id).update(user);

        Walk.Page refused =
                realm.walk().submit(link, Map.of("password-new", NEW_PASSWORD, "password-confirm", NEW_PASSWORD));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(customers.tokenState(id)).isEqualTo("live");
    }

    @Test
    @Tag("PW-3")
    void whoResetsHasShownTheMailbox() throws Exception {
        String email = newAddress();
        UserRepresentation user = AdminApi.person(email);
        user.setCredentials(List.of(AdminApi.password(Registration.PASSWORD)));
        String id = customers.create(user);

        reset(realm.walk(), customers.linkTo(email, 1), NEW_PASSWORD);

        assertThat(customers.staffView(id).toRepresentation().isEmailVerified()).isTrue();
        assertThat(ground.topic().settled(id, 4))
                .extracting(CustomerRecord::type)
                .containsExactly(
                        "customer.created",
                        "customer.verified",
                        "customer.status_changed",
                        "customer.credential_changed");
        assertThat(realm.walk().logIn(email, NEW_PASSWORD).isLoggedIn()).isTrue();
    }

    @Test
    @Tag("PW-2")
    void theMailIsInTheLanguageOfThePage() throws Exception {
        String email = newAddress();
        customers.create(email);
        Walk walk = realm.walk();
        Walk.Page form = walk.open(ForgetfulCustomers.form(walk).url() + "&kc_locale=de");
        assertThat(form.body()).contains("Passwort vergessen");
        ForgetfulCustomers.ask(walk, form, email);

        assertThat(realm.mailTo(email).mail().subject()).isEqualTo("Neues Passwort setzen");
    }

    @Test
    @Tag("PW-2")
    void askingAgainFromThePageSendsAnotherMail() throws Exception {
        String email = newAddress();
        customers.create(email);
        Walk walk = realm.walk();
        Walk.Page sent = forgot(walk, email);
        String first = realm.mailTo(email).link();
        Walk.Page again = walk.submit(sent.form("shop-resend-form"), Map.of("action", "resend"));

        assertThat(normalised(again, email)).isEqualTo(normalised(sent, email));
        assertThat(realm.mailTo(email, 2).link()).isNotEqualTo(first);
    }
}
