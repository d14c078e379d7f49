package shop.identity.it.status;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import shop.identity.it.ground.Browser;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.OnGround;
import shop.identity.it.ground.Registration;
import shop.identity.it.ground.ShippedRealm;
import shop.identity.it.ground.Walk;

/** What a login shows that a status stands in the way of: in which words, and on which devices. */
@OnGround
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("LG-7")
class LoginByStatusPagesIT {

    private final Ground ground;
    private ShippedRealm realm;
    private Arrivals arrivals;

    LoginByStatusPagesIT(Ground ground) {
        this.ground = ground;
    }

    @BeforeAll
    void createRealm() {
        realm = new ShippedRealm(ground, ShippedRealm::hashesCheaply);
        arrivals = new Arrivals(ground, realm);
    }

    @AfterAll
    void removeRealm() {
        realm.close();
    }

    @Test
    @Tag("UX-1")
    void theWordsAreThoseOfTheCustomersLanguage() throws Exception {
        Walk walk = realm.walk();
        Arrivals.Customer leaving = arrivals.customer(Arrivals.inactiveUntil(Arrivals.IN_THE_FUTURE));
        Arrivals.Customer suspended = arrivals.customer(Arrivals::suspended);

        assertThat(inGerman(walk, suspended).body()).contains("Bitte wenden Sie sich an unseren Kundendienst.");
        assertThat(inGerman(walk, leaving).body()).contains("Ihr Konto wird am 24. Dezember 2099 gelöscht.");
    }

    private static Walk.Page inGerman(Walk walk, Arrivals.Customer customer) throws Exception {
        Walk.Page login = walk.openLogin("&ui_locales=de");
        return walk.submit(
                login.form("kc-form-login"), Map.of("username", customer.email(), "password", Registration.PASSWORD));
    }

    @Test
    @Tag("UX-1")
    void onATelephoneByKeyboardAlone() {
        Arrivals.Customer customer = arrivals.customer(Arrivals.inactiveUntil(Arrivals.IN_THE_FUTURE));
        try (BrowserContext phone = ground.browser().phone()) {
            Page page = phone.newPage();
            page.navigate(ground.node().baseUrl() + "/realms/" + realm.name() + "/account/");
            page.locator("#username").fill(customer.email());
            page.locator("#password").fill(Registration.PASSWORD);
            page.keyboard().press("Enter");
            PlaywrightAssertions.assertThat(page.locator("#shop-deletion")).isVisible();
            Browser.screenshot(page, "come-back-phone");
            assertThat(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))
                    .isEqualTo(true);

            page.locator("#shop-keep").focus();
            page.keyboard().press("Enter");

            PlaywrightAssertions.assertThat(page.locator("#firstName")).hasValue("Erika");
        }
    }
}
