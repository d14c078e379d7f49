package shop.identity.it.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import shop.identity.it.ground.Browser;
import shop.identity.it.ground.CustomerPages;
import shop.identity.it.ground.CustomerRecord;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.OnGround;

/** The whole way, in a real browser. */
@OnGround
class StorefrontJourneyIT {

    @Test
    @Tag("EV-7")
    @Tag("EV-5")
    void customerRegistersLogsOutAndLogsIn(Ground ground) {
        String email = "journey-" + UUID.randomUUID() + "@example.com";
        String storefront = "http://localhost:" + ground.stack().ports().order() + "/";
        try (BrowserContext context = ground.browser().fresh()) {
            Page page = context.newPage();
            page.navigate(storefront);
            page.locator("#log-in").click();
            Browser.screenshot(page, "login");
            page.locator("#kc-registration a").click();
            Browser.screenshot(page, "registration");
            CustomerPages.fillRegistration(page, email, "030 901820");
            page.locator("input[type=submit], button[type=submit]").first().click();
            page.waitForURL(storefront + "**");
            Instant answered = Instant.now();
            PlaywrightAssertions.assertThat(page.locator("body")).containsText("Erika");
            Browser.screenshot(page, "storefront");

            String id = ground.customerId(email).orElseThrow();
            CustomerRecord created = ground.topic().eventually(id, 1).get(0);
            assertThat(Duration.between(answered, created.arrived())).isLessThan(Duration.ofSeconds(1));
            assertThat(created.headers())
                    .containsEntry("ce_specversion", "1.0")
                    .containsEntry("ce_source", "/realms/shop")
                    .containsEntry("ce_type", "customer.created")
                    .containsEntry("ce_subject", id)
                    .containsEntry("ce_sequence", "00000000000000000001")
                    .containsEntry("ce_dataschema", "urn:shop-identity:schema:customer.created:1")
                    .containsEntry("ce_actor", "self")
                    .containsEntry("ce_channel", "registration-form")
                    .containsEntry("content-type", "application/json")
                    .containsKeys("ce_id", "ce_time");
            assertThat(created.data().toString()).doesNotContain(email).doesNotContain("Erika");
            assertThat(ground.query("SELECT VALUE FROM USER_ATTRIBUTE WHERE NAME = 'phoneNumber' AND USER_ID = ?", id))
                    .isEqualTo(List.of("+4930901820"));

            page.locator("#log-out").click();
            page.waitForURL(storefront + "**");
            page.locator("#log-in").click();
            CustomerPages.logIn(page, email);
            page.waitForURL(storefront + "**");
            PlaywrightAssertions.assertThat(page.locator("body")).containsText("Erika");
        }
    }
}
