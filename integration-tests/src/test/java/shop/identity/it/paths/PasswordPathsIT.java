package shop.identity.it.paths;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.keycloak.representations.idm.RealmRepresentation;
import org.keycloak.representations.idm.UserRepresentation;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.Registration;

/** What customers do to their passwords, and what a login does to one by itself. */
@OnPath
class PasswordPathsIT {

    private final Ground ground;
    private final Customers customers;
    private LoginRealm realm;
    private BrowserContext browser;

    PasswordPathsIT(Ground ground, Customers customers) {
        this.ground = ground;
        this.customers = customers;
    }

    @BeforeEach
    void open() {
        realm = new LoginRealm(ground, customers.admin(), settings -> {});
        browser = ground.browser().fresh();
    }

    @AfterEach
    void close() {
        browser.close();
        realm.close();
    }

    private static void demandAnother(UserRepresentation user) {
        user.setRequiredActions(List.of("UPDATE_PASSWORD"));
    }

    private void policy(String policy) {
        RealmRepresentation settings = realm.resource().toRepresentation();
        settings.setPasswordPolicy(policy);
        realm.resource().update(settings);
    }

    private void changePassword(Page page) {
        page.locator("#password-new").fill(Registration.PASSWORD + "0");
        page.locator("#password-confirm").fill(Registration.PASSWORD + "0");
        page.locator("#kc-submit").click();
        page.waitForURL(url -> url.contains("/account"));
    }

    private String credentialData(String id, String type) {
        return ground.query("SELECT CREDENTIAL_DATA FROM CREDENTIAL WHERE USER_ID = ? AND TYPE = ?", id, type)
                .get(0);
    }

    private static void tellsOfPassword(PathRow path, String id) {
        assertThat(path.tellsSince(1, id).get(0).data().toString())
                .isEqualTo("{\"customerId\":\"" + id + "\",\"credentials\":[{\"type\":\"password\",\"change\":\"set\"}]"
                        + ",\"reason\":\"update\"}");
    }

    @Test
    @DisplayName("login step: password changed")
    void password(PathRow path) {
        String email = customers.address();
        String id = realm.customer(email, PasswordPathsIT::demandAnother);
        Page page = browser.newPage();
        realm.logIn(page, email);

        changePassword(page);

        tellsOfPassword(path, id);
        assertThat(realm.resource().users().get(id).toRepresentation().getRequiredActions())
                .isEmpty();
    }

    @Test
    @DisplayName("login step: password changed, with a history of passwords")
    void passwordWithHistory(PathRow path) {
        policy("passwordHistory(3)");
        String email = customers.address();
        String id = realm.customer(email, PasswordPathsIT::demandAnother);
        Page page = browser.newPage();
        realm.logIn(page, email);

        changePassword(page);

        tellsOfPassword(path, id);
        assertThat(credentialData(id, "password-history")).isNotEmpty();
    }

    @Test
    @DisplayName("account console: password changed")
    void consolePassword(PathRow path) {
        String email = customers.address();
        String id = realm.customer(email, user -> {});
        Page page = browser.newPage();
        realm.logIn(page, email);
        page.locator("#firstName").waitFor();

        page.navigate(realm.url() + "/account/account-security/signing-in");
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName("Update").setExact(true))
                .click();
        changePassword(page);

        tellsOfPassword(path, id);
    }

    /** Keycloak hashes the password that it just saw anew, in a transaction after the login's. */
    @Test
    @DisplayName("login after the realm asked for another hash")
    void hashedAnew(PathRow path) {
        String email = customers.address();
        String id = realm.customer(email, user -> {});
        String before = credentialData(id, "password");
        policy("hashAlgorithm(pbkdf2-sha512) and hashIterations(1000)");
        Page page = browser.newPage();

        realm.logIn(page, email);

        Awaitility.await("another hash")
                .untilAsserted(() -> assertThat(credentialData(id, "password"))
                        .isNotEqualTo(before)
                        .contains("1000"));
        path.tellsSince(1, id);
    }
}
