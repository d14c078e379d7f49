package shop.identity.it.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import shop.identity.it.erasure.LeavingRealm.Leaver;
import shop.identity.it.ground.Browser;
import shop.identity.it.ground.CustomerPages;
import shop.identity.it.ground.CustomerRecord;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.OnGround;
import shop.identity.it.ground.ReceivedMail;
import shop.identity.stack.Stack;

/** The whole way out of the shop, and back, in a real browser. */
@OnGround
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("GD-1")
class ErasureJourneyIT {

    private final Ground ground;
    private final String storefront;
    private LeavingRealm realm;

    ErasureJourneyIT(Ground ground) {
        this.ground = ground;
        this.storefront = "http://localhost:" + ground.stack().ports().order() + "/";
    }

    @BeforeAll
    void open() {
        realm = new LeavingRealm(ground);
    }

    @AfterAll
    void close() {
        realm.close();
    }

    @Test
    @Tag("GD-3")
    void aCustomerLeavesAndComesBack() {
        Leaver who = realm.customer();
        try (BrowserContext desk = ground.browser().fresh()) {
            Page shop = signIn(desk, who);
            assertIn(shop);
            ask(shop, "erasure-ask");
            shop.locator("#shop-erase").click();
            PlaywrightAssertions.assertThat(shop.locator("#kc-info-message")).containsText("signed out everywhere");
            Browser.screenshot(shop, "erasure-accepted");
            assertThat(shop.locator("#kc-info-message a").getAttribute("href")).isEqualTo(storefront);

            ReceivedMail mail = realm.shipped().mailTo(who.email());
            assertThat(mail.mail().subject()).isEqualTo("Your account is going to be deleted");
            assertThat(mail.mail().text()).contains(day(who));
            Awaitility.await("the sessions' end")
                    .until(() -> realm.resource().users().get(who.id()).getUserSessions(), List::isEmpty);
            shop.navigate(authorisation(""));
            PlaywrightAssertions.assertThat(shop.locator("#password")).isVisible();
        }
        String id = line(who).get("id").asText();
        try (BrowserContext desk = ground.browser().fresh()) {
            Page shop = signIn(desk, who);
            PlaywrightAssertions.assertThat(shop.locator("#shop-deletion")).containsText(day(who));
            Browser.screenshot(shop, "erasure-keep");
            shop.locator("#shop-keep").click();
            assertIn(shop);
        }

        assertThat(realm.attributes(who)).doesNotContainKeys("shopStatus", "shopDeletionDue");
        assertThat(line(who).get("state").asText()).isEqualTo("cancelled");
        List<CustomerRecord> told = ground.topic().settled(who.id(), 7);
        assertThat(told)
                .extracting(CustomerRecord::type)
                .containsSubsequence("customer.erasure_requested", "customer.erasure_cancelled");
        assertThat(told)
                .filteredOn(record -> record.type().startsWith("customer.erasure_"))
                .allSatisfy(record ->
                        assertThat(record.data().get("erasureId").asText()).isEqualTo(id));
    }

    @Test
    @Tag("GD-4")
    @Tag("GD-8")
    void aCustomerLeavesForGoodAndStaffSeeTheProof() throws Exception {
        Leaver who = realm.customer();
        Instant before = Instant.now().minusSeconds(1);
        try (BrowserContext desk = ground.browser().fresh()) {
            Page shop = signIn(desk, who);
            assertIn(shop);
            ask(shop, "erasure-ask-again");
            shop.locator("#shop-erase").click();
            PlaywrightAssertions.assertThat(shop.locator("#kc-info-message")).isVisible();
            JsonNode received = line(who);
            assertThat(received.get("state").asText()).isEqualTo("requested");
            assertThat(Instant.parse(received.get("receivedAt").asText())).isAfter(before);
            assertThat(received.at("/requestedBy/actor").asText()).isEqualTo("self");
            assertThat(received.get("closed").isNull()).isTrue();
            String id = received.get("id").asText();

            realm.erase(id);

            JsonNode completed = realm.api().byStaff("GET", "/" + id, "").json();
            assertThat(completed.get("state").asText()).isEqualTo("completed");
            assertThat(completed.get("customerId").asText()).isEqualTo(who.id());
            assertThat(completed.at("/closed/outcome").asText()).isEqualTo("anonymise");
            assertThat(Instant.parse(completed.at("/closed/at").asText()))
                    .isAfter(Instant.parse(received.get("receivedAt").asText()));
            assertThat(completed.toString()).doesNotContain(who.email(), who.lastName());
            Awaitility.await("the services' acknowledgements")
                    .until(
                            () -> new RemoteProof(ground, realm).of(id),
                            List.of("order acknowledged", "payment acknowledged")::equals);
            signIn(shop, who);
            PlaywrightAssertions.assertThat(shop.locator("body")).containsText("Email address or password is wrong.");
        }
        assertThat(ground.topic()
                        .eventually(
                                who.id(),
                                told -> told.stream()
                                        .anyMatch(record -> record.type().equals("customer.erased"))))
                .extracting(CustomerRecord::type)
                .containsSubsequence("customer.erasure_requested", "customer.erased");
    }

    @Test
    @Tag("UX-1")
    void onATelephoneByKeyboardAloneAndNotAfterAll() {
        Leaver who = realm.customer();
        try (BrowserContext phone = ground.browser().phone()) {
            Page shop = signIn(phone, who);
            assertIn(shop);
            ask(shop, "erasure-ask-phone");
            assertThat(shop.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))
                    .isEqualTo(true);

            shop.locator("#shop-cancel").focus();
            shop.keyboard().press("Enter");

            shop.waitForURL(storefront + "**");
        }
        assertThat(realm.attributes(who)).doesNotContainKeys("shopStatus", "shopDeletionDue");
    }

    private Page signIn(BrowserContext browser, Leaver who) {
        Page page = browser.newPage();
        // The storefront is the realm shop's; here it sends its customers through the test's own.
        page.addInitScript("document.addEventListener('readystatechange', () => {"
                + " const data = document.body.dataset;"
                + " if (data.issuer) data.issuer = data.issuer.replace('/realms/" + Stack.REALM + "', '/realms/"
                + realm.shipped().name() + "'); }, { once: true })");
        page.navigate(storefront);
        page.locator("#log-in").click();
        CustomerPages.logIn(page, who.email());
        return page;
    }

    private void signIn(Page page, Leaver who) {
        page.navigate(authorisation(""));
        CustomerPages.logIn(page, who.email());
    }

    /** As the shop's own pages send a customer there, who is signed in. */
    private void ask(Page page, String screenshot) {
        page.navigate(authorisation(AskingPage.ACTION));
        PlaywrightAssertions.assertThat(page.locator("#shop-erasure-means")).containsText("change your mind");
        Browser.screenshot(page, screenshot);
    }

    private String authorisation(String more) {
        return ground.node().baseUrl() + "/realms/" + realm.shipped().name() + "/protocol/openid-connect/auth"
                + "?client_id=storefront&response_type=code&scope=openid&state=s"
                + "&redirect_uri=" + URLEncoder.encode(storefront, StandardCharsets.UTF_8)
                + "&code_challenge_method=S256&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"
                + more;
    }

    private void assertIn(Page page) {
        page.waitForURL(storefront + "**");
        PlaywrightAssertions.assertThat(page.locator("body")).containsText("Erika");
    }

    private String day(Leaver who) {
        return AskingPage.day(
                Instant.parse(realm.attributes(who).get("shopDeletionDue").get(0)), Locale.ENGLISH);
    }

    /** The only one of this customer. */
    private JsonNode line(Leaver who) {
        JsonNode lines =
                realm.api().byStaff("GET", "?customerId=" + who.id(), "").json();
        assertThat(lines).hasSize(1);
        return lines.get(0);
    }
}
