package shop.identity.it.registration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.keycloak.representations.idm.RealmRepresentation;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.OnGround;
import shop.identity.it.ground.ShippedRealm;
import shop.identity.it.ground.Walk;

/** What customers agree to when they register. */
@OnGround
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConsentIT {

    private final Ground ground;
    private ShippedRealm realm;

    ConsentIT(Ground ground) {
        this.ground = ground;
    }

    @BeforeAll
    void createRealm() {
        realm = new ShippedRealm(ground, ConsentIT::withOtherTerms);
    }

    /** Of the marketing text nothing is said: it is the first. */
    private static void withOtherTerms(RealmRepresentation realm) {
        realm.getAuthenticatorConfig().stream()
                .filter(config -> config.getAlias().equals("shop-registration-consents"))
                .findFirst()
                .orElseThrow()
                .setConfig(Map.of("terms-version", "2026-11"));
    }

    @AfterEach
    void repair() {
        ground.execute("ALTER TABLE IF EXISTS SHOP_CONSENT_GONE RENAME TO SHOP_CONSENT");
        ground.execute("ALTER TABLE IF EXISTS SHOP_OUTBOX_GONE RENAME TO SHOP_OUTBOX");
    }

    @AfterAll
    void removeRealm() {
        realm.close();
    }

    private static String newAddress() {
        return "consent-" + UUID.randomUUID() + "@example.com";
    }

    private static Map<String, String> details(String address, Map<String, String> more) {
        Map<String, String> details = Walk.details(address);
        details.putAll(more);
        return details;
    }

    private Walk.Page register(String address, Map<String, String> more) throws IOException, InterruptedException {
        Walk walk = realm.walk();
        return walk.submit(walk.registrationForm().form("kc-register-form"), details(address, more));
    }

    private List<String> consentsOf(String customerId) {
        return ground.query("""
                SELECT concat_ws(' ', KIND, GIVEN, TEXT_VERSION, ACTOR, CHANNEL) FROM SHOP_CONSENT
                 WHERE USER_ID = ? ORDER BY KIND
                """, customerId);
    }

    private long consentsOfRealm() {
        return ground.count(
                "SELECT COUNT(*) FROM SHOP_CONSENT WHERE REALM_ID = (SELECT ID FROM REALM WHERE NAME = ?)",
                realm.name());
    }

    private String customer(String address) {
        return ground.customerId(address).orElseThrow();
    }

    @Test
    @Tag("RG-1")
    @Tag("CD-1")
    void whatTheCustomerSaidIsKeptWithTheTextsVersion() throws Exception {
        String address = newAddress();

        register(address, Map.of("marketingConsent", "on"));

        assertThat(consentsOf(customer(address)))
                .containsExactly("marketing t 1 self registration-form", "terms t 2026-11 self registration-form");
    }

    @Test
    @Tag("RG-1")
    void anEmptyBoxIsANoAndSoIsWhatIsNoYes() throws Exception {
        String without = newAddress();
        String no = newAddress();

        register(without, Map.of());
        register(no, Map.of("marketingConsent", "off"));

        assertThat(consentsOf(customer(without))).contains("marketing f 1 self registration-form");
        assertThat(consentsOf(customer(no))).contains("marketing f 1 self registration-form");
    }

    @Test
    @Tag("RG-1")
    void theBoxIsOnThePageAndATickOutlivesAnotherFieldsMistake() throws Exception {
        Walk walk = realm.walk();
        Walk.Page empty = walk.registrationForm();
        String address = newAddress();

        Walk.Page again = walk.submit(
                empty.form("kc-register-form"), details(address, Map.of("marketingConsent", "on", "firstName", "")));

        assertThat(box(empty)).isNotEmpty().doesNotContain("checked");
        assertThat(box(again)).contains("checked");
        assertThat(ground.customerId(address)).isEmpty();
    }

    private static String box(Walk.Page page) {
        int start = page.body().indexOf("<input type=\"checkbox\" id=\"marketingConsent\"");
        return start < 0 ? "" : page.body().substring(start, page.body().indexOf("/>", start));
    }

    @Test
    @Tag("RG-2")
    void consentsThatCannotBeWrittenLeaveNoCustomer() throws Exception {
        String address = newAddress();
        Walk walk = realm.walk();
        String form = walk.registrationForm().form("kc-register-form");
        ground.execute("ALTER TABLE SHOP_CONSENT RENAME TO SHOP_CONSENT_GONE");

        Walk.Page answer = walk.submit(form, details(address, Map.of()));

        assertThat(answer.status()).isEqualTo(500);
        assertThat(ground.customerId(address)).isEmpty();
        assertThat(ground.mail().messagesTo(address)).isEmpty();
    }

    @Test
    @Tag("RG-2")
    void aRegistrationThatIsRolledBackLeavesNoConsents() throws Exception {
        long before = consentsOfRealm();
        String address = newAddress();
        Walk walk = realm.walk();
        String form = walk.registrationForm().form("kc-register-form");
        ground.execute("ALTER TABLE SHOP_OUTBOX RENAME TO SHOP_OUTBOX_GONE");

        Walk.Page answer = walk.submit(form, details(address, Map.of("marketingConsent", "on")));

        assertThat(answer.status()).isEqualTo(500);
        assertThat(ground.customerId(address)).isEmpty();
        assertThat(consentsOfRealm()).isEqualTo(before);
    }

    @Test
    @Tag("RG-5")
    void whoeverRegistersATakenAddressAddsNothingToItsOwnersConsents() throws Exception {
        String address = newAddress();
        register(address, Map.of());
        long before = consentsOfRealm();

        Walk.Page answer = register(address, Map.of("marketingConsent", "on"));

        assertThat(answer.body()).contains("shop-verify-form");
        assertThat(consentsOfRealm()).isEqualTo(before);
        assertThat(consentsOf(customer(address))).contains("marketing f 1 self registration-form");
    }

    @Test
    @Tag("CD-1")
    void consentsGoWithTheCustomerAndWithTheRealm() throws Exception {
        String address = newAddress();
        String other = newAddress();
        try (ShippedRealm brief = new ShippedRealm(ground)) {
            Walk walk = brief.walk();
            walk.register(other);
            assertThat(consentsOf(customer(other))).hasSize(2);
        }
        register(address, Map.of());
        String id = customer(address);
        assertThat(consentsOf(id)).hasSize(2);

        realm.resource().users().get(id).remove();

        assertThat(consentsOf(id)).isEmpty();
        assertThat(ground.count("SELECT COUNT(*) FROM SHOP_CONSENT WHERE REALM_ID NOT IN (SELECT ID FROM REALM)"))
                .isZero();
    }

    @Test
    @Tag("RG-1")
    void theCustomersLanguageIsThatOfThePage() throws Exception {
        String address = newAddress();
        Walk walk = realm.walk();
        Walk.Page german = walk.open(walk.login().link("login-actions/registration") + "&kc_locale=de");
        assertThat(german.body()).contains("lang=\"de\"");

        walk.submit(german.form("kc-register-form"), details(address, Map.of()));

        assertThat(ground.query(
                        "SELECT VALUE FROM USER_ATTRIBUTE WHERE NAME = 'locale' AND USER_ID = ?", customer(address)))
                .containsExactly("de");
        assertThat(realm.mailTo(address).mail().subject()).contains("Bestätigen");
        assertThat(ground.topic().eventually(customer(address), 1)).hasSize(1);
    }
}
