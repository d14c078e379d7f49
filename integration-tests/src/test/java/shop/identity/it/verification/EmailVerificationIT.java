package shop.identity.it.verification;

import static org.assertj.core.api.Assertions.assertThat;

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
import shop.identity.it.ground.ReceivedMail;
import shop.identity.it.ground.ShippedRealm;
import shop.identity.it.ground.Walk;

/** From the registration form to the storefront, by the link or by the code of one mail. */
@OnGround
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EmailVerificationIT {

    private final Ground ground;
    private ShippedRealm realm;

    EmailVerificationIT(Ground ground) {
        this.ground = ground;
    }

    @BeforeAll
    void createRealm() {
        realm = new ShippedRealm(ground);
    }

    @AfterAll
    void removeRealm() {
        realm.close();
    }

    private String newAddress() {
        return "v-" + UUID.randomUUID() + "@example.com";
    }

    @Test
    @Tag("VF-4")
    @Tag("RG-1")
    void aCodeLetsTheWaitingBrowserIn() throws Exception {
        String address = newAddress();
        Walk walk = realm.walk();
        Walk.Page waiting = walk.register(address);
        assertThat(waiting.body()).contains("shop-verify-form").contains(address);

        Walk.Page done = walk.submit(
                waiting.form("shop-verify-form"),
                Map.of("code", realm.mailTo(address).code()));

        assertThat(done.isLoggedIn()).isTrue();
        assertThat(eventsOf(address))
                .extracting(CustomerRecord::type)
                .containsExactly("customer.created", "customer.verified", "customer.status_changed");
    }

    @Test
    @Tag("VF-3")
    void openingTheLinkChangesNothingAndItsButtonVerifies() throws Exception {
        String address = newAddress();
        realm.walk().register(address);
        ReceivedMail mail = realm.mailTo(address);
        Walk elsewhere = realm.walk();
        for (int i = 0; i < 3; i++) {
            assertThat(elsewhere.head(mail.link())).isEqualTo(200);
            Walk.Page opened = elsewhere.open(mail.link());
            assertThat(opened.status()).isEqualTo(200);
            assertThat(opened.body()).contains("shop-confirm-form").doesNotContain(address);
        }
        assertThat(isVerified(address)).isFalse();

        Walk.Page confirmed = elsewhere.submit(elsewhere.open(mail.link()).form("shop-confirm-form"), Map.of());

        assertThat(confirmed.body()).contains("shop-done");
        assertThat(isVerified(address)).isTrue();
        assertThat(realm.walk()
                        .logIn(address, shop.identity.it.ground.Registration.PASSWORD)
                        .isLoggedIn())
                .isTrue();
        Walk.Page again = elsewhere.submit(mail.link(), Map.of());
        assertThat(again.status()).isEqualTo(400);
        assertThat(again.body()).contains("shop-reason");
    }

    @Test
    @Tag("VF-3")
    void theLinkLetsTheWaitingBrowserIn() throws Exception {
        String address = newAddress();
        Walk walk = realm.walk();
        walk.register(address);

        Walk.Page opened = walk.open(realm.mailTo(address).link());

        assertThat(walk.submit(opened.form("shop-confirm-form"), Map.of()).isLoggedIn())
                .isTrue();
    }

    /** Who waits may have typed somebody else's address, and the owner of the address may have pressed it. */
    @Test
    @Tag("VF-3")
    void aButtonThatIsPressedElsewhereLetsNobodyInHere() throws Exception {
        String address = newAddress();
        Walk walk = realm.walk();
        Walk.Page waiting = walk.register(address);
        realm.walk().submit(realm.mailTo(address).link(), Map.of());
        assertThat(isVerified(address)).isTrue();

        Walk.Page expired = walk.open(waiting.url());
        Walk.Page page = walk.open(expired.link("login-actions/registration"));

        assertThat(page.isLoggedIn()).isFalse();
        assertThat(page.body()).contains("kc-form-login");
    }

    private List<CustomerRecord> eventsOf(String address) {
        return ground.topic().eventually(ground.customerId(address).orElseThrow(), 3);
    }

    private boolean isVerified(String address) {
        return ground.query("SELECT EMAIL_VERIFIED FROM USER_ENTITY WHERE EMAIL = ?", address)
                .get(0)
                .equals("t");
    }
}
