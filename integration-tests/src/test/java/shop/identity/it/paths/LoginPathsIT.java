package shop.identity.it.paths;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.keycloak.representations.idm.UserRepresentation;
import shop.identity.it.ground.CustomerPages;
import shop.identity.it.ground.CustomerRecord;
import shop.identity.it.ground.Ground;

/** What a login changes: the steps it demands, the language chosen on its page, and its being refused once too often. */
@OnPath
class LoginPathsIT {

    private final Ground ground;
    private final Customers customers;
    private LoginRealm realm;
    private BrowserContext browser;

    LoginPathsIT(Ground ground, Customers customers) {
        this.ground = ground;
        this.customers = customers;
    }

    @BeforeEach
    void open() {
        realm = new LoginRealm(ground, customers.admin(), settings -> {
            settings.setInternationalizationEnabled(true);
            settings.setSupportedLocales(Set.of("en", "de"));
            settings.setDefaultLocale("en");
            settings.setBruteForceProtected(true);
            settings.setPermanentLockout(true);
            settings.setMaxTemporaryLockouts(0);
            settings.setFailureFactor(2);
        });
        browser = ground.browser().fresh();
    }

    @AfterEach
    void close() {
        browser.close();
        realm.close();
    }

    private static Consumer<UserRepresentation> demanding(String step) {
        return user -> user.setRequiredActions(List.of(step));
    }

    private static String fields(CustomerRecord told) {
        return told.data().get("fields").toString();
    }

    @Test
    @DisplayName("login step: profile updated")
    @Tag("EV-3")
    void profile(PathRow path) {
        String email = customers.address();
        String id = realm.customer(email, demanding("UPDATE_PROFILE"));
        Page page = browser.newPage();
        realm.logIn(page, email);

        page.locator("#lastName").fill("Musterfrau");
        page.locator("#kc-update-profile-form [type=submit]").click();

        assertThat(fields(path.tellsSince(1, id).get(0))).isEqualTo("[\"lastName\"]");
    }

    @Test
    @DisplayName("login step: terms accepted")
    @Tag("EV-3")
    void terms(PathRow path) {
        realm.allowStep("TERMS_AND_CONDITIONS");
        String email = customers.address();
        String id = realm.customer(email, demanding("TERMS_AND_CONDITIONS"));
        Page page = browser.newPage();
        realm.logIn(page, email);

        page.locator("#kc-accept").click();

        assertThat(fields(path.tellsSince(1, id).get(0))).isEqualTo("[\"terms_and_conditions\"]");
    }

    /** The new address is not verified. */
    @Test
    @DisplayName("login step: e-mail address changed")
    @Tag("EV-3")
    void emailAddress(PathRow path) {
        realm.allowStep("UPDATE_EMAIL");
        String email = customers.address();
        String id = realm.customer(email, user -> {
            user.setEmailVerified(true);
            user.setRequiredActions(List.of("UPDATE_EMAIL"));
        });
        Page page = browser.newPage();
        realm.logIn(page, email);

        page.locator("#email").fill(customers.address());
        page.locator("#kc-submit").click();

        List<CustomerRecord> records = path.tellsSince(1, id);
        assertThat(fields(records.get(0))).isEqualTo("[\"email\"]");
        assertThat(records.get(1).data().get("to").asText()).isEqualTo("PENDING");
    }

    @Test
    @DisplayName("login page: language chosen")
    @Tag("EV-3")
    void language(PathRow path) {
        String email = customers.address();
        String id = realm.customer(email, user -> {});
        Page page = browser.newPage();
        page.navigate(realm.url() + "/account/");

        String german = page.locator("#login-select-toggle option[value*='kc_locale=de']")
                .getAttribute("value");
        page.locator("#login-select-toggle").selectOption(german);
        page.getByText("Anmelden").first().waitFor();
        CustomerPages.logIn(page, email);

        assertThat(fields(path.tellsSince(1, id).get(0))).isEqualTo("[\"locale\"]");
    }

    /** Whoever guessed was not the customer, as far as anybody knows: the server locked. */
    @Test
    @DisplayName("locked for good after wrong passwords")
    void lockedForGood(PathRow path) {
        String email = customers.address();
        String id = realm.customer(email, user -> {});
        Page page = browser.newPage();
        page.navigate(realm.url() + "/account/");

        for (int guess = 0; guess < 2; guess++) {
            page.locator("#username").fill(email);
            page.locator("#password").fill("wrong " + guess);
            page.waitForResponse(
                    answer -> answer.request().method().equals("POST"),
                    () -> page.locator("#kc-login").click());
        }

        List<CustomerRecord> records = path.tellsSince(1, id);
        assertThat(fields(records.get(0))).isEqualTo("[\"disabledReason\"]");
        assertThat(records.get(1).data().get("to").asText()).isEqualTo("SUSPENDED");
        assertThat(realm.resource().users().get(id).toRepresentation().isEnabled())
                .isFalse();
    }
}
