package shop.identity.it.journey;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import shop.identity.it.ground.Browser;
import shop.identity.it.ground.CustomerPages;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.OnGround;
import shop.identity.it.ground.ReceivedMail;
import shop.identity.it.ground.ShippedRealm;
import shop.identity.stack.Stack;

/** The ways that lead through the mailbox, in a real browser: at a desk, and on a telephone. */
@OnGround
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MailboxJourneyIT {

    private static final String NEW_PASSWORD = "another horse battery staple 2";

    private final Ground ground;
    private final String storefront;
    private ShippedRealm realm;

    MailboxJourneyIT(Ground ground) {
        this.ground = ground;
        this.storefront = "http://localhost:" + ground.stack().ports().order() + "/";
    }

    @BeforeAll
    void createRealm() {
        realm = new ShippedRealm(ground);
    }

    @AfterAll
    void removeRealm() {
        realm.close();
    }

    @Test
    @Tag("RG-1")
    @Tag("VF-3")
    @Tag("ML-2")
    void aCustomerVerifiesByTheButtonInTheSameBrowser() {
        String email = newAddress();
        try (BrowserContext desk = ground.browser().fresh()) {
            Page shop = register(desk, email);
            PlaywrightAssertions.assertThat(shop.locator("#shop-sending")).containsText(email);
            Browser.screenshot(shop, "waiting-for-the-mail");
            ReceivedMail mail = realm.mailTo(email);

            Page link = desk.newPage();
            throughThisRealm(link);
            link.navigate(mail.link());
            Browser.screenshot(link, "link-of-the-mail");
            link.locator("#shop-confirm").click();

            assertIn(link);
        }
    }

    @Test
    @Tag("RG-1")
    @Tag("VF-4")
    void onATelephoneACodeThatWasReadElsewhereIsTyped() {
        String email = newAddress();
        try (BrowserContext phone = ground.browser().phone()) {
            Page shop = register(phone, email);
            PlaywrightAssertions.assertThat(shop.locator("#code")).isFocused();
            Browser.screenshot(shop, "waiting-for-the-mail-phone");

            shop.locator("#code").fill("12 3");
            shop.locator("#shop-verify").click();
            PlaywrightAssertions.assertThat(shop.locator("#input-error-container-code"))
                    .containsText("not right");
            shop.locator("#code").fill(realm.mailTo(email).code());
            shop.locator("#shop-verify").click();

            assertIn(shop);
        }
    }

    @Test
    @Tag("PW-1")
    @Tag("PW-3")
    void aForgottenPasswordIsReplaced() {
        String email = newAddress();
        try (BrowserContext phone = ground.browser().phone()) {
            Page shop = register(phone, email);
            shop.locator("#code").fill(realm.mailTo(email).code());
            shop.locator("#shop-verify").click();
            assertIn(shop);
        }
        try (BrowserContext phone = ground.browser().phone()) {
            Page shop = toLogin(phone);
            shop.locator("a[href*='reset-credentials']").click();
            Browser.screenshot(shop, "forgotten-password-phone");
            shop.locator("#username").fill(email);
            shop.locator("#shop-reset").click();
            PlaywrightAssertions.assertThat(shop.locator("#shop-sending")).isVisible();
            // The first mail verified the address, the second welcomed.
            Page link = phone.newPage();
            throughThisRealm(link);
            link.navigate(realm.mailTo(email, 3).link());
            Browser.screenshot(link, "new-password-phone");
            link.locator("#password-new").fill(NEW_PASSWORD);
            link.locator("#password-confirm").fill(NEW_PASSWORD);
            link.locator("#shop-confirm").click();
            PlaywrightAssertions.assertThat(link.locator("#shop-done")).isVisible();
            Browser.screenshot(link, "new-password-done-phone");
        }
        try (BrowserContext phone = ground.browser().phone()) {
            Page shop = toLogin(phone);
            shop.locator("#username").fill(email);
            shop.locator("#password").fill(NEW_PASSWORD);
            shop.locator("#kc-login").click();
            assertIn(shop);
        }
    }

    private static String newAddress() {
        return "mailbox-" + UUID.randomUUID() + "@example.com";
    }

    private Page register(BrowserContext browser, String email) {
        Page page = toLogin(browser);
        page.locator("#kc-registration a").click();
        CustomerPages.fillRegistration(page, email, "");
        page.locator("input[type=submit], button[type=submit]").first().click();
        return page;
    }

    private Page toLogin(BrowserContext browser) {
        Page page = browser.newPage();
        throughThisRealm(page);
        page.navigate(storefront);
        page.locator("#log-in").click();
        return page;
    }

    /** The storefront is the realm shop's; here it sends its customers through the test's own. */
    private void throughThisRealm(Page page) {
        page.addInitScript("document.addEventListener('readystatechange', () => {"
                + " const data = document.body.dataset;"
                + " if (data.issuer) data.issuer = data.issuer.replace('/realms/" + Stack.REALM + "', '/realms/"
                + realm.name() + "'); }, { once: true })");
    }

    private void assertIn(Page page) {
        page.waitForURL(storefront + "**");
        PlaywrightAssertions.assertThat(page.locator("body")).containsText("Erika");
    }
}
