package shop.identity.it.paths;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.LoadState;
import java.util.List;
import java.util.function.Consumer;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.keycloak.admin.client.resource.UserResource;
import org.keycloak.representations.idm.CredentialRepresentation;
import org.keycloak.representations.idm.UserRepresentation;
import shop.identity.it.ground.AdminApi;
import shop.identity.it.ground.CustomerRecord;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.OneTimePassword;
import shop.identity.it.ground.Registration;

/** What customers do to their second factors, and what a login does to one by itself. */
@OnPath
class SecondFactorPathsIT {

    private static final OneTimePassword DEVICE = new OneTimePassword("a secret of twenty b");

    private final Ground ground;
    private final Customers customers;
    private LoginRealm realm;
    private BrowserContext browser;

    SecondFactorPathsIT(Ground ground, Customers customers) {
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

    private static Consumer<UserRepresentation> demanding(String step) {
        return user -> user.setRequiredActions(List.of(step));
    }

    private static Consumer<UserRepresentation> with(CredentialRepresentation device) {
        return user -> user.setCredentials(List.of(AdminApi.password(Registration.PASSWORD), device));
    }

    private static String credentials(CustomerRecord told) {
        return told.data().get("credentials").toString();
    }

    @Test
    @DisplayName("login step: one-time password set up")
    void deviceSetUp(PathRow path) {
        String email = customers.address();
        String id = realm.customer(email, demanding("CONFIGURE_TOTP"));
        Page page = browser.newPage();
        realm.logIn(page, email);

        String secret = page.locator("#totpSecret").inputValue();
        page.locator("#totp").fill(new OneTimePassword(secret).now());
        page.locator("#userLabel").fill("Erika's telephone");
        page.locator("#saveTOTPBtn").click();
        page.waitForURL(url -> url.contains("/account"));

        assertThat(credentials(path.tellsSince(1, id).get(0))).isEqualTo("[{\"type\":\"otp\",\"change\":\"set\"}]");
    }

    @Test
    @DisplayName("account console: one-time password removed")
    void deviceRemoved(PathRow path) {
        String email = customers.address();
        String id = realm.customer(email, with(DEVICE.byTheClock()));
        Page page = browser.newPage();
        realm.logIn(page, email);
        page.locator("#otp").fill(DEVICE.now());
        page.locator("#kc-login").click();
        page.locator("#firstName").waitFor();

        page.navigate(realm.url() + "/account/account-security/signing-in");
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName("Delete").setExact(true))
                .click();
        page.locator("#kc-accept").click();
        page.waitForURL(url -> url.contains("/account"));

        assertThat(credentials(path.tellsSince(1, id).get(0))).isEqualTo("[{\"type\":\"otp\",\"change\":\"removed\"}]");
    }

    @Test
    @DisplayName("login with a one-time password that counts")
    void deviceCounts(PathRow path) {
        String email = customers.address();
        String id = realm.customer(email, with(DEVICE.counting()));
        Page page = browser.newPage();
        realm.logIn(page, email);

        page.locator("#otp").fill(DEVICE.at(0));
        page.locator("#kc-login").click();
        page.locator("#firstName").waitFor();

        assertThat(ground.query("SELECT CREDENTIAL_DATA FROM CREDENTIAL WHERE USER_ID = ? AND TYPE = 'otp'", id))
                .singleElement(InstanceOfAssertFactories.STRING)
                .contains("\"counter\":1");
        path.tellsSince(1, id);
    }

    /** Keycloak removes the old ones and stores the new ones. */
    @Test
    @DisplayName("login step: recovery codes written down, and later others in their place")
    void recoveryCodes(PathRow path) {
        realm.allowStep("CONFIGURE_RECOVERY_AUTHN_CODES");
        String email = customers.address();
        String id = realm.customer(email, demanding("CONFIGURE_RECOVERY_AUTHN_CODES"));
        Page page = browser.newPage();
        realm.logIn(page, email);
        writeCodesDown(page);
        UserResource customer = realm.resource().users().get(id);
        UserRepresentation again = customer.toRepresentation();
        demanding("CONFIGURE_RECOVERY_AUTHN_CODES").accept(again);
        customer.update(again);

        try (BrowserContext another = ground.browser().fresh()) {
            Page later = another.newPage();
            realm.logIn(later, email);
            writeCodesDown(later);
        }

        assertThat(path.tellsSince(1, id))
                .extracting(SecondFactorPathsIT::credentials)
                .containsOnly("[{\"type\":\"recovery-authn-codes\",\"change\":\"set\"}]");
    }

    private static void writeCodesDown(Page page) {
        page.locator("#kcRecoveryCodesConfirmationCheck").check();
        page.locator("#saveRecoveryAuthnCodesBtn").click();
        page.waitForURL(url -> url.contains("/account"));
    }

    @Test
    @DisplayName("login step: security key registered")
    void securityKey(PathRow path) {
        realm.allowStep("webauthn-register");
        String email = customers.address();
        String id = realm.customer(email, demanding("webauthn-register"));
        Page page = browser.newPage();
        plugInSecurityKey(page);
        realm.logIn(page, email);

        page.locator("#registerWebAuthn").waitFor();
        // The page's script makes the button work.
        page.waitForLoadState(LoadState.LOAD);
        page.locator("#registerWebAuthn").click();
        page.waitForURL(url -> url.contains("/account"));

        assertThat(credentials(path.tellsSince(1, id).get(0)))
                .isEqualTo("[{\"type\":\"webauthn\",\"change\":\"set\"}]");
    }

    private static void plugInSecurityKey(Page page) {
        CDPSession devTools = page.context().newCDPSession(page);
        devTools.send("WebAuthn.enable");
        JsonObject key = new JsonObject();
        key.addProperty("protocol", "ctap2");
        key.addProperty("transport", "usb");
        key.addProperty("hasUserVerification", true);
        key.addProperty("isUserVerified", true);
        JsonObject arguments = new JsonObject();
        arguments.add("options", key);
        devTools.send("WebAuthn.addVirtualAuthenticator", arguments);
    }
}
