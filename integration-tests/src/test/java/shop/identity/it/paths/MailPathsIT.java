package shop.identity.it.paths;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.keycloak.representations.idm.RealmRepresentation;
import shop.identity.it.ground.CustomerRecord;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.ReceivedMail;
import shop.identity.it.ground.Registration;

/** What following the link in a mail changes. */
@OnPath
class MailPathsIT {

    private static final Pattern LINK = Pattern.compile("https?://\\S*/(login-actions/action-token|shop-link/)\\S*");

    private final Ground ground;
    private final Customers customers;
    private LoginRealm realm;
    private BrowserContext browser;

    MailPathsIT(Ground ground, Customers customers) {
        this.ground = ground;
        this.customers = customers;
    }

    @BeforeEach
    void open() {
        realm = new LoginRealm(ground, customers.admin(), settings -> {
            settings.setVerifyEmail(true);
            settings.setResetPasswordAllowed(true);
        });
        browser = ground.browser().fresh();
    }

    @AfterEach
    void close() {
        browser.close();
        realm.close();
    }

    /** The mail is sent soon after its request ends. */
    private String linkSentTo(String address) {
        String text = Awaitility.await("a mail")
                .until(() -> ground.mail().messagesTo(address), mails -> !mails.isEmpty())
                .get(0)
                .text();
        Matcher link = LINK.matcher(text);
        assertThat(link.find()).as(text).isTrue();
        return link.group();
    }

    private static String fields(CustomerRecord told) {
        return told.data().get("fields").toString();
    }

    @Test
    @DisplayName("verification mail: link followed")
    void verification(PathRow path) {
        String email = customers.address();
        String id = realm.customer(email, user -> {});
        Page page = browser.newPage();
        realm.logIn(page, email);
        page.locator("#shop-sending").waitFor();

        page.navigate(linkSentTo(email));
        page.locator("#shop-confirm").click();

        List<CustomerRecord> records = path.tellsSince(1, id);
        assertThat(records.get(0).data().get("channels").toString()).isEqualTo("[\"email\"]");
        assertThat(records.get(0).data().get("verifiedAt").asText())
                .isEqualTo(records.get(0).headers().get("ce_time"));
        assertThat(records.get(1).data().get("from").asText()).isEqualTo("PENDING");
        assertThat(records.get(1).data().get("to").asText()).isEqualTo("ACTIVE");
    }

    @Test
    @DisplayName("verification mail: code typed in")
    void verificationByCode(PathRow path) {
        String email = customers.address();
        String id = realm.customer(email, user -> {});
        Page page = browser.newPage();
        realm.logIn(page, email);

        page.locator("#code").fill(ReceivedMail.await(ground, email, 1).code());
        page.locator("#shop-verify").click();
        page.waitForURL(url -> url.contains("/account"));

        assertThat(path.tellsSince(1, id).get(0).data().get("channels").toString())
                .isEqualTo("[\"email\"]");
    }

    /** Keycloak asks for a password once the address is verified. */
    @Test
    @DisplayName("registration form, verification mail, first password")
    void fromStrangerToVerified(PathRow path) {
        String email = customers.address();
        Page page = browser.newPage();
        page.navigate(realm.url() + "/account/");
        page.locator("#kc-registration a").click();
        page.locator("#username").fill(email);
        page.locator("#email").fill(email);
        page.locator("#firstName").fill("Erika");
        page.locator("#lastName").fill("Mustermann");
        page.locator("#kc-register-form [type=submit]").click();
        page.locator("#shop-sending").waitFor();

        page.navigate(linkSentTo(email));
        page.locator("#shop-confirm").click();
        page.locator("#password-new").fill(Registration.PASSWORD);
        page.locator("#password-confirm").fill(Registration.PASSWORD);
        page.locator("#kc-submit").click();
        page.waitForURL(url -> url.contains("/account"));

        String id = realm.resource().users().searchByEmail(email, true).get(0).getId();
        assertThat(path.tells(id).get(3).data().get("reason").asText()).isEqualTo("update");
    }

    /** Keycloak does not take it for a verification of the address. */
    @Test
    @DisplayName("forgotten password: link followed, password changed")
    void forgottenPassword(PathRow path) {
        RealmRepresentation settings = realm.resource().toRepresentation();
        settings.setVerifyEmail(false);
        realm.resource().update(settings);
        String email = customers.address();
        String id = realm.customer(email, user -> {});
        Page page = browser.newPage();
        page.navigate(realm.url() + "/account/");
        page.locator("a[href*='reset-credentials']").click();
        page.locator("#username").fill(email);
        page.locator("#kc-reset-password-form [type=submit]").click();
        page.locator("#kc-login").waitFor();

        page.navigate(linkSentTo(email));
        page.locator("#password-new").fill(Registration.PASSWORD + "0");
        page.locator("#password-confirm").fill(Registration.PASSWORD + "0");
        page.locator("#kc-submit").click();
        page.waitForURL(url -> url.contains("/account"));

        CustomerRecord told = path.tellsSince(1, id).get(0);
        assertThat(told.data().get("credentials").toString()).isEqualTo("[{\"type\":\"password\",\"change\":\"set\"}]");
        assertThat(told.data().get("reason").asText()).isEqualTo("reset");
    }

    /** Until the mail's link is followed, the new address is only noted. */
    @Test
    @DisplayName("login step: e-mail address changed, and confirmed by mail")
    @Tag("EV-3")
    void confirmedAddress(PathRow path) {
        realm.allowStep("UPDATE_EMAIL");
        String email = customers.address();
        String id = realm.customer(email, user -> {
            user.setEmailVerified(true);
            user.setRequiredActions(List.of("UPDATE_EMAIL"));
        });
        Page page = browser.newPage();
        realm.logIn(page, email);
        String another = customers.address();
        page.locator("#email").fill(another);
        page.locator("#kc-submit").click();
        page.getByText(another).first().waitFor();

        page.navigate(linkSentTo(another));

        List<CustomerRecord> records = path.tellsSince(1, id);
        assertThat(fields(records.get(0))).isEqualTo("[\"kc.email.pending\"]");
        assertThat(fields(records.get(1))).isEqualTo("[\"email\",\"kc.email.pending\"]");
    }

    @Test
    @DisplayName("mail from staff: profile updated")
    @Tag("EV-3")
    void staffAsks(PathRow path) {
        String email = customers.address();
        String id = realm.customer(email, user -> {});
        realm.resource().users().get(id).executeActionsEmail(List.of("UPDATE_PROFILE"));
        Page page = browser.newPage();

        page.navigate(linkSentTo(email));
        page.locator("#shop-confirm").click();
        page.locator("#lastName").fill("Musterfrau");
        page.locator("#kc-update-profile-form [type=submit]").click();

        List<CustomerRecord> records = path.tellsSince(1, id);
        assertThat(records.get(1).data().get("to").asText()).isEqualTo("ACTIVE");
        assertThat(fields(records.get(2))).isEqualTo("[\"lastName\"]");
    }
}
