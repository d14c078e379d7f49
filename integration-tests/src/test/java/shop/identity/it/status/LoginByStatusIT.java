package shop.identity.it.status;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.keycloak.representations.idm.RequiredActionProviderRepresentation;
import org.keycloak.representations.idm.UserRepresentation;
import shop.identity.it.ground.Browser;
import shop.identity.it.ground.CustomerRecord;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.OnGround;
import shop.identity.it.ground.Registration;
import shop.identity.it.ground.ShippedRealm;
import shop.identity.it.ground.Walk;

/** What each status makes of a login. */
@OnGround
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("LG-7")
class LoginByStatusIT {

    private static final String SUPPORT =
            "This account cannot be used at the moment. Please get in touch with our customer service.";
    private static final String WRONG = "Email address or password is wrong.";
    private static final String DISABLED =
            "400 {\"error\":\"invalid_grant\",\"error_description\":\"Account disabled\"}";
    private static final String NOT_READY =
            "400 {\"error\":\"invalid_grant\",\"error_description\":\"Account is not fully set up\"}";
    private static final String IN_THE_FUTURE = "2099-12-24T00:00:00Z";

    private final Ground ground;
    private ShippedRealm realm;
    private Arrivals arrivals;

    LoginByStatusIT(Ground ground) {
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

    private static Arguments of(String what, Consumer<UserRepresentation> change) {
        return Arguments.argumentSet(what, change);
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                of("suspended", Arrivals::suspended),
                of("erased", Arrivals::erased),
                of(
                        "erased, and enabled by mistake",
                        erased -> erased.setAttributes(Map.of("shopStatus", List.of("ERASED")))),
                of("inactive, and nobody says until when", Arrivals::inactive),
                of("inactive, and the deletion is overdue", Arrivals.inactiveUntil("2020-12-24T00:00:00Z")));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void isSentToSupport(Consumer<UserRepresentation> status) throws Exception {
        Arrivals.Customer customer = arrivals.customer(status);

        Walk.Page page = arrivals.byForm(customer, Registration.PASSWORD);

        assertThat(page.isLoggedIn()).isFalse();
        assertThat(page.body()).contains(SUPPORT);
        assertThat(arrivals.newest("LOGIN_ERROR", customer)).isEqualTo("user_disabled");
    }

    @ParameterizedTest
    @MethodSource("refused")
    void isRefusedByGrant(Consumer<UserRepresentation> status) throws Exception {
        Arrivals.Customer customer = arrivals.customer(status);

        assertThat(arrivals.byGrant(customer, Registration.PASSWORD)).isEqualTo(DISABLED);
        assertThat(arrivals.newest("LOGIN_ERROR", customer)).isEqualTo("user_disabled");
        assertThat(arrivals.newest("LOGIN", customer)).isEqualTo("none");
    }

    static Stream<Arguments> all() {
        return Stream.concat(
                refused(),
                Stream.of(
                        of("active", user -> {}),
                        of("pending", user -> user.setEmailVerified(false)),
                        of("leaving", Arrivals.inactiveUntil(IN_THE_FUTURE))));
    }

    @ParameterizedTest
    @MethodSource("all")
    void nobodyLearnsOfItWithAWrongPassword(Consumer<UserRepresentation> status) throws Exception {
        Arrivals.Customer nobody = new Arrivals.Customer("", "nobody@example.com");
        Arrivals.Customer customer = arrivals.customer(status);

        Walk.Page page = arrivals.byForm(customer, Arrivals.WRONG);

        assertThat(page.body()).contains(WRONG).doesNotContain(SUPPORT, "shop-keep-form", "shop-verify-form");
        assertThat(seen(page, customer)).isEqualTo(seen(arrivals.byForm(nobody, Arrivals.WRONG), nobody));
        assertThat(arrivals.byGrant(customer, Arrivals.WRONG))
                .isEqualTo(arrivals.byGrant(nobody, Arrivals.WRONG))
                .contains("Invalid user credentials");
    }

    private static String seen(Walk.Page page, Arrivals.Customer customer) {
        return page.first() + " " + page.status() + " "
                + page.body()
                        .replace(customer.email(), "ADDRESS")
                        .replaceAll("(session_code|execution|tab_id|client_data)=[^\"&]*", "$1")
                        .replaceAll("\"[A-Za-z0-9+/]{64}\"", "SESSION");
    }

    @Test
    void anActiveCustomerIsIn() throws Exception {
        Arrivals.Customer customer = arrivals.customer(user -> {});

        assertThat(arrivals.byForm(customer, Registration.PASSWORD).isLoggedIn())
                .isTrue();
        assertThat(arrivals.byGrant(customer, Registration.PASSWORD)).startsWith("200 ");
        assertThat(arrivals.newest("LOGIN", customer)).isEqualTo("null");
    }

    @Test
    void aPendingCustomerVerifiesTheAddressFirst() throws Exception {
        Arrivals.Customer customer = arrivals.customer(user -> user.setEmailVerified(false));
        assertThat(arrivals.byGrant(customer, Registration.PASSWORD)).isEqualTo(NOT_READY);
        Walk walk = realm.walk();

        Walk.Page waiting = walk.logIn(customer.email(), Registration.PASSWORD);
        Walk.Page in = walk.submit(
                waiting.form("shop-verify-form"),
                Map.of("code", realm.mailTo(customer.email()).code()));

        assertThat(in.isLoggedIn()).isTrue();
        CustomerRecord told = ground.topic().settled(customer.id(), 3).get(2);
        assertThat(told.type()).isEqualTo("customer.status_changed");
        assertThat(told.data().get("from").asText()).isEqualTo("PENDING");
        assertThat(told.data().get("to").asText()).isEqualTo("ACTIVE");
    }

    @Test
    void whoIsLeavingIsInOnceTheAccountIsKept() throws Exception {
        Arrivals.Customer customer = arrivals.customer(Arrivals.inactiveUntil(IN_THE_FUTURE));
        assertThat(arrivals.byGrant(customer, Registration.PASSWORD)).isEqualTo(NOT_READY);
        Walk walk = realm.walk();

        Walk.Page asked = walk.logIn(customer.email(), Registration.PASSWORD);
        assertThat(asked.body()).contains("Your account is going to be deleted on December 24, 2099.");
        // Neither going round the page nor sending something else is an answer.
        assertThat(walk.login().isLoggedIn()).isFalse();
        Walk.Page again = walk.logIn(customer.email(), Registration.PASSWORD);
        again = walk.submit(again.form("shop-keep-form"), Map.of("action", "perhaps"));
        assertThat(again.isLoggedIn()).isFalse();
        assertThat(status(customer)).containsEntry("shopStatus", List.of("INACTIVE"));
        Walk.Page in = walk.submit(again.form("shop-keep-form"), Map.of("action", "keep"));

        assertThat(in.isLoggedIn()).isTrue();
        assertThat(status(customer)).doesNotContainKeys("shopStatus", "shopDeletionDue");
        assertThat(arrivals.byGrant(customer, Registration.PASSWORD)).startsWith("200 ");
        List<CustomerRecord> told = ground.topic().settled(customer.id(), 3);
        assertThat(told)
                .extracting(CustomerRecord::told)
                .containsExactly(
                        "customer.created by admin over admin-api",
                        "customer.updated by self over required-action",
                        "customer.status_changed by self over required-action");
        assertThat(told.get(0).data().get("status").asText()).isEqualTo("INACTIVE");
        assertThat(told.get(2).data().get("from").asText()).isEqualTo("INACTIVE");
        assertThat(told.get(2).data().get("to").asText()).isEqualTo("ACTIVE");
    }

    private Map<String, List<String>> status(Arrivals.Customer customer) {
        Map<String, List<String>> attributes =
                realm.resource().users().get(customer.id()).toRepresentation().getAttributes();
        return attributes == null ? Map.of() : attributes;
    }

    /** The page lay open until the day had come, or staff were quicker. */
    @Test
    void whoAnswersTooLateIsRefused() throws Exception {
        Arrivals.Customer customer = arrivals.customer(Arrivals.inactiveUntil(IN_THE_FUTURE));
        Walk walk = realm.walk();
        Walk.Page asked = walk.logIn(customer.email(), Registration.PASSWORD);
        UserRepresentation user = realm.resource().users().get(customer.id()).toRepresentation();
        Arrivals.inactiveUntil("2020-12-24T00:00:00Z").accept(user);
        realm.resource().users().get(customer.id()).update(user);

        Walk.Page refused = walk.submit(asked.form("shop-keep-form"), Map.of("action", "keep"));

        assertThat(refused.isLoggedIn()).isFalse();
        assertThat(refused.body()).contains(SUPPORT);
        assertThat(status(customer)).containsEntry("shopStatus", List.of("INACTIVE"));
        assertThat(arrivals.newest("LOGIN_ERROR", customer)).isEqualTo("user_disabled");
    }

    /** The login form is not all: a cookie logs in, too. */
    @Test
    void aCookieIsNoWayRoundTheStatus() throws Exception {
        Arrivals.Customer customer = arrivals.customer(user -> {});
        Walk walk = realm.walk();
        assertThat(walk.logIn(customer.email(), Registration.PASSWORD).isLoggedIn())
                .isTrue();
        for (Consumer<UserRepresentation> status :
                List.of(Arrivals.inactiveUntil(IN_THE_FUTURE), (Consumer<UserRepresentation>) Arrivals::inactive)) {
            UserRepresentation user =
                    realm.resource().users().get(customer.id()).toRepresentation();
            status.accept(user);
            realm.resource().users().get(customer.id()).update(user);

            assertThat(walk.login().isLoggedIn()).isFalse();
        }
    }

    /** A realm from before the pack knew of it. */
    @Test
    void whereNobodyAsksWhoIsLeavingIsRefused() throws Exception {
        RequiredActionProviderRepresentation action = realm.resource().flows().getRequiredAction("shop-come-back");
        action.setEnabled(false);
        realm.resource().flows().updateRequiredAction("shop-come-back", action);
        try {
            Arrivals.Customer customer = arrivals.customer(Arrivals.inactiveUntil(IN_THE_FUTURE));

            assertThat(arrivals.byForm(customer, Registration.PASSWORD).body()).contains(SUPPORT);
            assertThat(arrivals.byGrant(customer, Registration.PASSWORD)).isEqualTo(DISABLED);
        } finally {
            action.setEnabled(true);
            realm.resource().flows().updateRequiredAction("shop-come-back", action);
        }
    }

    @Test
    void nobodyRegistersWithAStatus() throws Exception {
        String email = "registered-" + realm.name() + "@example.com";
        Walk walk = realm.walk();
        Map<String, String> details = Walk.details(email);
        details.put("shopStatus", "ERASED");
        details.put("shopDeletionDue", IN_THE_FUTURE);
        walk.submit(walk.registrationForm().form("kc-register-form"), details);

        String id = ground.customerId(email).orElseThrow();
        assertThat(status(new Arrivals.Customer(id, email))).doesNotContainKeys("shopStatus", "shopDeletionDue");
    }

    @Test
    @Tag("UX-1")
    void theWordsAreThoseOfTheCustomersLanguage() throws Exception {
        Walk walk = realm.walk();
        Arrivals.Customer leaving = arrivals.customer(Arrivals.inactiveUntil(IN_THE_FUTURE));
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
        Arrivals.Customer customer = arrivals.customer(Arrivals.inactiveUntil(IN_THE_FUTURE));
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
