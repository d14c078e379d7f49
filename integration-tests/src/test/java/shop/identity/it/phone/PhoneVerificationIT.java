package shop.identity.it.phone;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.keycloak.representations.idm.UserRepresentation;
import shop.identity.it.ground.CustomerRecord;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.OnGround;
import shop.identity.it.ground.ShippedRealm;
import shop.identity.it.ground.Walk;

/** From a number that was typed to a number that is verified, and back. */
@OnGround
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("VF-5")
class PhoneVerificationIT {

    private final Ground ground;
    private ShippedRealm realm;

    PhoneVerificationIT(Ground ground) {
        this.ground = ground;
    }

    @BeforeAll
    void createRealm() {
        realm = new ShippedRealm(ground);
    }

    @AfterAll
    void removeRealm() {
        realm.close();
    }

    private PhoneCustomer someone() {
        return new PhoneCustomer(ground, realm);
    }

    private PhoneCustomer createdCustomer() {
        PhoneCustomer customer = someone();
        customer.create();
        return customer;
    }

    private static Walk.Page type(Walk walk, Walk.Page page, String code) throws Exception {
        return walk.submit(page.form(PhoneCustomer.FORM), Map.of("action", "verify", "code", code));
    }

    private static Walk.Page press(Walk walk, Walk.Page page, String action) throws Exception {
        return walk.submit(page.form(PhoneCustomer.FORM), Map.of("action", action));
    }

    private static Walk.Page change(Walk walk, Walk.Page page, String typed) throws Exception {
        return walk.submit(page.form(PhoneCustomer.FORM), Map.of("action", "change", "phoneNumber", typed));
    }

    /** As if a minute had passed since the last message to any number. */
    private void letCoolDown() {
        ground.execute("DELETE FROM SHOP_ATTEMPT WHERE KIND = 'otp-again' AND REALM_ID IN"
                + " (SELECT ID FROM REALM WHERE NAME = '" + realm.name() + "')");
    }

    @Test
    void fromTheFormToTheStorefront() throws Exception {
        PhoneCustomer customer = someone();
        Walk walk = realm.walk();

        Walk.Page waiting = customer.register(walk);

        assertThat(waiting.body())
                .contains("shop-change-form", "••• " + customer.number().substring(12))
                .doesNotContain(customer.number(), "phoneNumberVerified");
        String code = customer.code();
        assertThat(code).matches("\\d{6}");
        Walk.Page done = type(walk, waiting, code);
        assertThat(done.isLoggedIn()).isTrue();
        assertThat(customer.isVerified()).isTrue();
        List<CustomerRecord> told = ground.topic().eventually(customer.id(), 5);
        assertThat(told)
                .extracting(CustomerRecord::type)
                .containsExactly(
                        "customer.created",
                        "customer.verified",
                        "customer.status_changed",
                        "customer.updated",
                        "customer.verified");
        assertThat(told.get(4).data().get("channels").toString()).isEqualTo("[\"phone\"]");
        assertThat(customer.logIn(realm.walk()).isLoggedIn()).isTrue();
    }

    @Test
    void aMessageIsSentOnceHoweverOftenThePageIsLoaded() throws Exception {
        PhoneCustomer customer = createdCustomer();
        Walk walk = realm.walk();
        Walk.Page page = customer.logIn(walk);
        customer.code();

        for (int i = 0; i < 3; i++) {
            page = walk.open(page.url());
            assertThat(page.body()).contains(PhoneCustomer.FORM);
        }

        assertThat(type(walk, page, customer.code()).isLoggedIn()).isTrue();
        assertThat(ground.stack().sms().messagesTo(customer.number())).hasSize(1);
    }

    @Test
    void anotherMessageVoidsTheFirstAndComesAfterAMinuteOnly() throws Exception {
        PhoneCustomer customer = createdCustomer();
        Walk walk = realm.walk();
        Walk.Page page = customer.logIn(walk);
        String first = customer.code();

        page = press(walk, page, "resend");
        assertThat(page.body()).contains("Please wait");
        letCoolDown();
        page = press(walk, page, "resend");
        assertThat(page.body()).contains("We are sending another code");

        String second = customer.code(2);
        assertThat(ground.stack().sms().messagesTo(customer.number())).hasSize(2);
        if (!first.equals(second)) {
            page = type(walk, page, first);
            assertThat(page.body()).contains("This code is not right");
        }
        assertThat(type(walk, page, second).isLoggedIn()).isTrue();
    }

    @Test
    void anExpiredCodeIsOfNoUse() throws Exception {
        PhoneCustomer customer = createdCustomer();
        Walk walk = realm.walk();
        Walk.Page page = customer.logIn(walk);
        String code = customer.code();
        ground.execute("UPDATE SHOP_TOKEN SET EXPIRES_AT = clock_timestamp() - interval '1 second' WHERE USER_ID = '"
                + customer.id() + "'");

        page = type(walk, page, code);

        assertThat(page.body()).contains("This code has expired");
        assertThat(customer.isVerified()).isFalse();
    }

    @Test
    void aCodeLivesForFiveMinutes() throws Exception {
        PhoneCustomer customer = createdCustomer();
        customer.logIn(realm.walk());

        assertThat(ground.query(
                        "SELECT (EXPIRES_AT - CREATED_AT) BETWEEN interval '295 seconds' AND interval '305 seconds'"
                                + " FROM SHOP_TOKEN WHERE USER_ID = ? AND KIND = 'VERIFY_PHONE'",
                        customer.id()))
                .containsExactly("t");
    }

    @Test
    void aWrongNumberIsChangedOnThePage() throws Exception {
        PhoneCustomer customer = createdCustomer();
        PhoneCustomer right = someone();
        Walk walk = realm.walk();
        Walk.Page page = customer.logIn(walk);
        String old = customer.code();

        page = change(walk, page, "030 12");
        assertThat(page.body()).contains("This is not a phone number we know");
        page = change(walk, page, right.number().replace("+49", "0"));
        assertThat(page.body()).contains("••• " + right.number().substring(12));
        String code = realm.smsTo(right.number(), 1).code();
        if (!old.equals(code)) {
            page = type(walk, page, old);
            assertThat(page.isLoggedIn()).isFalse();
        }
        assertThat(type(walk, page, code).isLoggedIn()).isTrue();
        assertThat(attributes(customer)).containsEntry("phoneNumber", List.of(right.number()));
        assertThat(customer.isVerified()).isTrue();
    }

    @Test
    void whoWantsNoneGoesOnWithout() throws Exception {
        PhoneCustomer customer = createdCustomer();
        Walk walk = realm.walk();

        Walk.Page done = press(walk, customer.logIn(walk), "remove");

        assertThat(done.isLoggedIn()).isTrue();
        assertThat(ground.query("SELECT NAME FROM USER_ATTRIBUTE WHERE USER_ID = ?", customer.id()))
                .doesNotContain("phoneNumber", "phoneNumberVerified");
        assertThat(customer.logIn(realm.walk()).isLoggedIn()).isTrue();
    }

    @Test
    void anotherNumberIsNotVerifiedBecauseTheOldOneWas() throws Exception {
        PhoneCustomer customer = createdCustomer();
        Walk walk = realm.walk();
        assertThat(type(walk, customer.logIn(walk), customer.code()).isLoggedIn())
                .isTrue();
        PhoneCustomer other = someone();
        UserRepresentation user = customer.resource().toRepresentation();
        user.getAttributes().put("phoneNumber", List.of(other.number()));

        customer.resource().update(user);

        assertThat(customer.isVerified()).isFalse();
        assertThat(attributes(customer)).doesNotContainKey("phoneNumberVerified");
        List<CustomerRecord> told = ground.topic().eventually(customer.id(), 4);
        assertThat(told.get(3).type()).isEqualTo("customer.updated");
        assertThat(told.get(3).data().get("fields").toString()).isEqualTo("[\"phoneNumber\",\"phoneNumberVerified\"]");
        Walk again = realm.walk();
        Walk.Page page = customer.logIn(again);
        assertThat(page.body()).contains("••• " + other.number().substring(12));
        assertThat(type(again, page, realm.smsTo(other.number(), 1).code()).isLoggedIn())
                .isTrue();
        assertThat(customer.isVerified()).isTrue();
    }

    @Test
    void aNumberThatChangesBehindTheCodesBackIsNotVerified() throws Exception {
        PhoneCustomer customer = createdCustomer();
        Walk walk = realm.walk();
        Walk.Page page = customer.logIn(walk);
        String code = customer.code();
        UserRepresentation user = customer.resource().toRepresentation();
        user.getAttributes().put("phoneNumber", List.of(someone().number()));
        customer.resource().update(user);

        page = type(walk, page, code);

        assertThat(page.isLoggedIn()).isFalse();
        assertThat(customer.isVerified()).isFalse();
    }

    /** As another node changes it: what this one remembers of the customer is old. */
    @Test
    void norIsOneThatChangedWithoutThisNodesKnowledge() throws Exception {
        PhoneCustomer customer = createdCustomer();
        Walk walk = realm.walk();
        Walk.Page page = customer.logIn(walk);
        String code = customer.code();
        // Staff look at the customer, which the node remembers.
        customer.resource().toRepresentation();
        ground.execute("UPDATE USER_ATTRIBUTE SET VALUE = '" + someone().number() + "' WHERE USER_ID = '"
                + customer.id() + "' AND NAME = 'phoneNumber'");

        page = type(walk, page, code);

        assertThat(page.isLoggedIn()).isFalse();
        assertThat(customer.isVerified()).isFalse();
    }

    @Test
    void aCustomerCannotSayThatItIsVerified() throws Exception {
        PhoneCustomer customer = someone();
        Walk walk = realm.walk();
        Map<String, String> details = new java.util.HashMap<>(Walk.details(customer.email()));
        details.put("phoneNumber", customer.number());
        details.put("phoneNumberVerified", "true");

        walk.submit(walk.registrationForm().form("kc-register-form"), details);

        assertThat(ground.count(
                        "SELECT COUNT(*) FROM USER_ATTRIBUTE a JOIN USER_ENTITY u ON u.ID = a.USER_ID"
                                + " WHERE u.EMAIL = ? AND a.NAME = 'phoneNumberVerified'",
                        customer.email()))
                .isZero();
    }

    private static Map<String, List<String>> attributes(PhoneCustomer customer) {
        return customer.resource().toRepresentation().getAttributes();
    }
}
