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
import shop.identity.it.ground.Registration;

/** What following the link in a mail changes. */
@OnPath
class MailPathsIT {

    private static final Pattern LINK = Pattern.compile("https?://\\S*/login-actions/action-token\\S*");

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

    /** The mail is sent before its request ends: whoever calls this has seen the answer. */
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
        page.getByText("verify your email").first().waitFor();

        page.navigate(linkSentTo(email));

        List<CustomerRecord> records = path.tellsSince(1, id);
        assertThat(records.get(0).data().get("from").asText()).isEqualTo("PENDING");
        assertThat(records.get(0).data().get("to").asText()).isEqualTo("ACTIVE");
    }

    /** Keycloak does not take it for a verification of the address, and a password is no part of the profile. */
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

        path.tellsSince(1, id);
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
        page.locator("#kc-info-message a").click();
        page.locator("#lastName").fill("Musterfrau");
        page.locator("#kc-update-profile-form [type=submit]").click();

        List<CustomerRecord> records = path.tellsSince(1, id);
        assertThat(records.get(0).data().get("to").asText()).isEqualTo("ACTIVE");
        assertThat(fields(records.get(1))).isEqualTo("[\"lastName\"]");
    }
}
