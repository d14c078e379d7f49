package shop.identity.it.registration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.OnGround;
import shop.identity.it.ground.Registration;
import shop.identity.it.ground.ShippedRealm;
import shop.identity.it.ground.Walk;

/** Keycloak's newer order: no password is asked for before the address is verified. */
@OnGround
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("RG-7")
class PasswordLastIT {

    private static final Map<String, String> PASSWORD =
            Map.of("password-new", Registration.PASSWORD, "password-confirm", Registration.PASSWORD);

    private final Ground ground;
    private ShippedRealm realm;
    private String address;

    PasswordLastIT(Ground ground) {
        this.ground = ground;
    }

    @BeforeAll
    void prepare() {
        realm = new ShippedRealm(ground, ShippedRealm::passwordComesLast);
    }

    @BeforeEach
    void newCustomer() {
        address = "last-" + UUID.randomUUID() + "@example.com";
    }

    @AfterAll
    void removeRealm() {
        realm.close();
    }

    @Test
    void afterTheCodeTheWaitingBrowserAsksForIt() throws Exception {
        Walk walk = realm.walk();
        assertThat(walk.registrationForm().has("name=\"password\"")).isFalse();
        Walk.Page waiting = walk.register(address);

        Walk.Page asked = walk.submit(
                waiting.form("shop-verify-form"),
                Map.of("code", realm.mailTo(address).code()));

        assertThat(walk.submit(asked.form("kc-passwd-update-form"), PASSWORD).isLoggedIn())
                .isTrue();
    }

    @Test
    void theLinkInTheWaitingBrowserLeadsToIt() throws Exception {
        Walk walk = realm.walk();
        walk.register(address);
        Walk.Page opened = walk.open(realm.mailTo(address).link());
        assertThat(opened.has("password-new")).isFalse();

        Walk.Page asked = walk.submit(opened.form("shop-confirm-form"), Map.of("action", "confirm"));

        assertThat(walk.submit(asked.form("kc-passwd-update-form"), PASSWORD).isLoggedIn())
                .isTrue();
    }

    @Test
    void onAnotherDeviceTheLinksPageAsksForIt() throws Exception {
        Walk waiting = realm.walk();
        waiting.register(address);
        Walk device = realm.walk();
        Walk.Page opened = device.open(realm.mailTo(address).link());
        assertThat(opened.has("password-new")).isTrue();

        Walk.Page tooShort = device.submit(
                opened.form("shop-confirm-form"), Map.of("password-new", "short", "password-confirm", "short"));
        assertThat(tooShort.status()).isEqualTo(200);
        assertThat(tooShort.form("shop-confirm-form")).isNotEmpty();
        assertThat(ground.query("SELECT EMAIL_VERIFIED FROM USER_ENTITY WHERE EMAIL = ?", address))
                .containsExactly("f");
        Walk.Page done = device.submit(tooShort.form("shop-confirm-form"), PASSWORD);

        assertThat(done.has("id=\"shop-done\"")).isTrue();
        assertThat(realm.walk().logIn(address, Registration.PASSWORD).isLoggedIn())
                .isTrue();
    }

    /** Who registered with somebody else's address is not let in when its owner presses the button. */
    @Test
    @Tag("VF-3")
    void theBrowserThatWaitsIsNotLetInByAButtonPressedElsewhere() throws Exception {
        Walk waiting = realm.walk();
        Walk.Page page = waiting.register(address);
        Walk owner = realm.walk();
        Walk.Page opened = owner.open(realm.mailTo(address).link());
        owner.submit(opened.form("shop-confirm-form"), PASSWORD);

        Walk.Page after = waiting.submit(page.form("shop-verify-form"), Map.of("code", ""));

        assertThat(after.isLoggedIn()).isFalse();
        assertThat(after.has("kc-passwd-update-form")).isFalse();
    }
}
