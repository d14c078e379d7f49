package shop.identity.it.registration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import shop.identity.it.ground.CustomerRecord;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.OnGround;
import shop.identity.it.ground.Registration;
import shop.identity.it.ground.ShippedRealm;
import shop.identity.it.ground.Together;
import shop.identity.it.ground.TwoNodes;
import shop.identity.it.ground.Walk;
import shop.identity.stack.KeycloakNode;

/** Many register with one address at the same time, at two nodes; and one customer sends the form more than once. */
@OnGround
@TwoNodes
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RegistrationRaceIT {

    private static final int MANY = 200;

    private final Ground ground;
    private ShippedRealm realm;
    private KeycloakNode second;

    RegistrationRaceIT(Ground ground) {
        this.ground = ground;
    }

    @BeforeAll
    void prepare() {
        second = ground.secondNode();
        // Two hundred password hashes would take these processors half a minute, and say nothing.
        realm = new ShippedRealm(ground, ShippedRealm::passwordComesLast);
    }

    @AfterAll
    void stop() {
        realm.close();
    }

    @Test
    @Tag("RG-3")
    @Tag("RG-2")
    void ofManyWithOneAddressOneGetsAnAccount() throws Exception {
        String email = "race-" + UUID.randomUUID() + "@example.com";
        List<Walk> walks = new ArrayList<>();
        List<String> forms = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            Walk walk = realm.walkAt(i % 2 == 0 ? ground.node() : second);
            walks.add(walk);
            forms.add(walk.registrationForm().form("kc-register-form"));
        }

        List<Walk.Page> pages = Together.run(MANY, i -> walks.get(i).submit(forms.get(i), Walk.details(email)));

        assertThat(pages).extracting(Walk.Page::status).containsOnly(200);
        assertThat(pages).allMatch(page -> page.has("shop-verify-form"));
        assertOneAccount(email);
    }

    @Test
    @Tag("RG-4")
    void aFormThatIsSentTwiceAtOnceMakesOneAccount() throws Exception {
        String email = "twice-" + UUID.randomUUID() + "@example.com";
        Walk walk = realm.walk();
        String form = walk.registrationForm().form("kc-register-form");

        List<Walk.Page> pages = Together.run(2, i -> walk.submit(form, Walk.details(email)));

        assertThat(pages).extracting(Walk.Page::status).allMatch(status -> status < 500);
        assertOneAccount(email);
        assertThat(continued(walk, pages.get(1))).matches(page -> isCodeAsked(page) || page.has("Action expired"));
        assertTheMailLeadsOn(email);
    }

    /** Whatever the second answer was: of two at once Keycloak may keep either's idea of how far the browser is. */
    private void assertTheMailLeadsOn(String email) throws Exception {
        Walk device = realm.walk();
        Walk.Page opened = device.open(realm.mailTo(email).link());
        Map<String, String> password =
                Map.of("password-new", Registration.PASSWORD, "password-confirm", Registration.PASSWORD);
        assertThat(device.submit(opened.form("shop-confirm-form"), password).has("id=\"shop-done\""))
                .isTrue();
        assertThat(realm.walk().logIn(email, Registration.PASSWORD).isLoggedIn())
                .isTrue();
    }

    @Test
    @Tag("RG-4")
    void aFormThatIsSentAgainAfterGoingBackMakesOneAccount() throws Exception {
        String email = "back-" + UUID.randomUUID() + "@example.com";
        Walk walk = realm.walk();
        String form = walk.registrationForm().form("kc-register-form");
        walk.submit(form, Walk.details(email));

        Walk.Page again = walk.submit(form, Walk.details(email));

        assertThat(again.status()).isLessThan(500);
        assertOneAccount(email);
        assertThat(isCodeAsked(continued(walk, again))).isTrue();
    }

    @Test
    @Tag("RG-4")
    void twoTabsOfOneBrowserMakeOneAccount() throws Exception {
        String email = "tabs-" + UUID.randomUUID() + "@example.com";
        Walk walk = realm.walk();
        String first = walk.registrationForm().form("kc-register-form");
        String other = walk.registrationForm().form("kc-register-form");
        Walk.Page waiting = walk.submit(first, Walk.details(email));

        Walk.Page late = walk.submit(other, Walk.details(email));

        assertThat(late.status()).isLessThan(500);
        assertOneAccount(email);
        Walk.Page verified = walk.submit(
                waiting.form("shop-verify-form"),
                Map.of("code", realm.mailTo(email).code()));
        assertThat(verified.has("kc-passwd-update-form")).isTrue();
    }

    /** The form once more, or that it has expired: where it leads, loaded again and continued. */
    private static Walk.Page continued(Walk walk, Walk.Page shown) throws Exception {
        Walk.Page page = shown.has("kc-register-form") ? walk.open(shown.url()) : shown;
        return isCodeAsked(page) || page.has("Action expired")
                ? page
                : walk.open(page.link("login-actions/registration"));
    }

    private static boolean isCodeAsked(Walk.Page page) {
        return page.has("shop-verify-form");
    }

    private void assertOneAccount(String email) {
        assertThat(ground.query("SELECT ID FROM USER_ENTITY WHERE EMAIL = ?", email))
                .hasSize(1);
        realm.mailTo(email);
        String id = ground.customerId(email).orElseThrow();
        assertThat(ground.topic().settled(id, 1))
                .extracting(CustomerRecord::type)
                .containsExactly("customer.created");
        assertThat(ground.mail().messagesTo(email)).hasSize(1);
    }
}
