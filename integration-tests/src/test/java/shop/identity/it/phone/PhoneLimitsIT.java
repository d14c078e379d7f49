package shop.identity.it.phone;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.keycloak.representations.idm.RequiredActionConfigRepresentation;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.OnGround;
import shop.identity.it.ground.ShippedRealm;
import shop.identity.it.ground.Together;
import shop.identity.it.ground.Walk;

/** What somebody cannot do who tries hard. */
@OnGround
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("VF-5")
class PhoneLimitsIT {

    private static final String WRONG = "This code is not right";
    private static final String USED_UP = "There were too many wrong tries";
    private static final String EXPIRED = "This code has expired";
    private static final String TAKEN = "This number cannot be used";
    private static final String WAIT = "Please wait";

    private final Ground ground;
    private ShippedRealm realm;
    private String realmId;

    PhoneLimitsIT(Ground ground) {
        this.ground = ground;
    }

    @BeforeAll
    void createRealm() {
        realm = new ShippedRealm(ground);
        realmId = realm.resource().toRepresentation().getId();
    }

    @AfterAll
    void removeRealm() {
        realm.close();
    }

    private PhoneCustomer created(String number) {
        PhoneCustomer customer = new PhoneCustomer(ground, realm, number);
        customer.create();
        return customer;
    }

    private PhoneWalk walk(PhoneCustomer customer) throws Exception {
        return PhoneWalk.of(customer, realm.walk());
    }

    private List<PhoneWalk> walks(PhoneCustomer customer, int many) throws Exception {
        List<PhoneWalk> walks = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            walks.add(walk(customer));
        }
        return walks;
    }

    private void letCoolDown() {
        ground.execute("DELETE FROM SHOP_ATTEMPT WHERE KIND = 'otp-again' AND REALM_ID = '" + realmId + "'");
    }

    @Test
    void aHundredWrongCodesUseUpFiveTries() throws Exception {
        PhoneCustomer customer = created(PhoneCustomer.anyNumber());
        PhoneWalk own = walk(customer);
        String code = customer.code();
        List<PhoneWalk> attackers = walks(customer, 20);

        List<String> answers = Together.run(20, i -> {
                    List<String> some = new ArrayList<>();
                    for (int j = 0; j < 5; j++) {
                        some.add(
                                attackers.get(i).type(PhoneCustomer.wrong(code)).body());
                    }
                    return some;
                })
                .stream()
                .flatMap(List::stream)
                .toList();

        assertThat(answers).hasSize(100);
        assertThat(answers.stream().filter(page -> page.contains(WRONG))).hasSize(5);
        assertThat(answers.stream().filter(page -> page.contains(USED_UP))).hasSize(95);
        assertThat(ground.query(
                        "SELECT TRIES FROM SHOP_TOKEN WHERE USER_ID = ? AND KIND = 'VERIFY_PHONE'", customer.id()))
                .containsExactly("5");
        assertThat(own.type(code).body()).contains(USED_UP);
        assertThat(customer.isVerified()).isFalse();
    }

    @Test
    void aRightCodeIsUsedOnce() throws Exception {
        PhoneCustomer customer = created(PhoneCustomer.anyNumber());
        List<PhoneWalk> browsers = walks(customer, 5);
        String code = customer.code();

        Together.run(5, i -> browsers.get(i).type(code));

        assertThat(customer.isVerified()).isTrue();
        assertThat(ground.topic().eventually(customer.id(), 3).stream()
                        .filter(told -> told.type().equals("customer.verified")))
                .hasSize(1);
        assertThat(ground.count("SELECT COUNT(*) FROM USER_ATTRIBUTE WHERE USER_ID = '" + customer.id()
                        + "' AND NAME = 'phoneNumberVerified'"))
                .isEqualTo(1);
    }

    @Test
    void fiveMessagesAnHourGoToOneNumber() throws Exception {
        PhoneCustomer customer = created(PhoneCustomer.anyNumber());
        PhoneWalk walk = walk(customer);
        for (int i = 2; i <= 5; i++) {
            letCoolDown();
            walk.press("resend");
            customer.code(i);
        }
        letCoolDown();

        assertThat(walk.press("resend").body()).contains(WAIT);

        assertThat(ground.stack().sms().messagesTo(customer.number())).hasSize(5);
    }

    @Test
    void tenMessagesAnHourGoOutForOneCustomer() throws Exception {
        PhoneCustomer customer = created(PhoneCustomer.anyNumber());
        PhoneWalk walk = walk(customer);
        for (int i = 2; i <= 10; i++) {
            String next = PhoneCustomer.anyNumber();
            assertThat(walk.change(next).body()).contains("We are sending another code");
            realm.smsTo(next, 1);
        }
        String eleventh = PhoneCustomer.anyNumber();

        assertThat(walk.change(eleventh).body()).contains(WAIT);

        assertThat(ground.query(
                        "SELECT VALUE FROM USER_ATTRIBUTE WHERE USER_ID = ? AND NAME = 'phoneNumber'", customer.id()))
                .doesNotContain(eleventh);
        assertThat(ground.count("SELECT COUNT(*) FROM SHOP_TOKEN WHERE USER_ID = '" + customer.id()
                        + "' AND KIND = 'VERIFY_PHONE'"))
                .isEqualTo(10);
    }

    /** What becomes of the counts is the limits' own matter. */
    @Test
    void messagesAndCodesCountForTheNetwork() throws Exception {
        try (ShippedRealm other = new ShippedRealm(ground)) {
            String id = other.resource().toRepresentation().getId();
            PhoneCustomer customer = new PhoneCustomer(ground, other);
            customer.create();
            PhoneWalk walk = PhoneWalk.of(customer, other.walk());
            walk.type(PhoneCustomer.wrong(customer.code()));
            walk.type(PhoneCustomer.wrong(customer.code()));

            assertThat(counted(id, "verification-network")).containsExactly("1");
            assertThat(counted(id, "otp-network")).containsExactly("2");
        }
    }

    private List<String> counted(String id, String kind) {
        return ground.query("SELECT cardinality(MADE_AT) FROM SHOP_ATTEMPT WHERE REALM_ID = ? AND KIND = ?", id, kind);
    }

    @Test
    void oneCodeLivesPerNumberWhoeverAsked() throws Exception {
        PhoneCustomer first = created(PhoneCustomer.anyNumber());
        PhoneCustomer second = created(first.number());
        PhoneWalk walk = walk(first);
        String code = first.code();
        PhoneWalk other = walk(second);
        assertThat(other.page().body()).contains(WAIT);
        letCoolDown();
        other.press("resend");
        String newest = second.code(2);

        assertThat(walk.type(code).body()).contains(EXPIRED);

        assertThat(first.isVerified()).isFalse();
        assertThat(ground.count(
                        "SELECT COUNT(*) FROM SHOP_TOKEN WHERE KIND = 'VERIFY_PHONE' AND USED_AT IS NULL"
                                + " AND REPLACED_AT IS NULL AND USER_ID IN (?, ?)",
                        first.id(),
                        second.id()))
                .isEqualTo(1);
        assertThat(other.type(newest).isLoggedIn()).isTrue();
        assertThat(second.isVerified()).isTrue();
    }

    @Test
    void aUniqueNumberIsVerifiedByOneOfManyAtOnce() throws Exception {
        setUnique(true);
        try {
            String number = PhoneCustomer.anyNumber();
            List<PhoneCustomer> customers = new ArrayList<>();
            List<PhoneWalk> walks = new ArrayList<>();
            List<String> codes = new ArrayList<>();
            for (int i = 1; i <= 5; i++) {
                letCoolDown();
                PhoneCustomer customer = created(number);
                walks.add(walk(customer));
                codes.add(customer.code(i));
                customers.add(customer);
            }
            // One code lives per number: without this, nobody would get as far as to race.
            for (PhoneCustomer customer : customers) {
                ground.execute("UPDATE SHOP_TOKEN SET REPLACED_AT = NULL WHERE USER_ID = '" + customer.id() + "'");
            }

            List<Walk.Page> pages = Together.run(5, i -> walks.get(i).type(codes.get(i)));

            assertThat(pages.stream().filter(Walk.Page::isLoggedIn)).hasSize(1);
            assertThat(pages.stream().filter(page -> page.has(TAKEN))).hasSize(4);
            assertThat(customers.stream().filter(PhoneCustomer::isVerified)).hasSize(1);
            giveUp(customers, number);
        } finally {
            setUnique(false);
        }
    }

    /** Once its owner has another number, the next one can have it. */
    private void giveUp(List<PhoneCustomer> customers, String number) throws Exception {
        PhoneCustomer owner =
                customers.stream().filter(PhoneCustomer::isVerified).findFirst().orElseThrow();
        var user = owner.resource().toRepresentation();
        user.getAttributes().put("phoneNumber", List.of(PhoneCustomer.anyNumber()));
        owner.resource().update(user);
        ground.execute("DELETE FROM SHOP_ATTEMPT WHERE REALM_ID = '" + realmId + "'");
        PhoneCustomer next = created(number);
        PhoneWalk walk = walk(next);
        assertThat(walk.type(next.code(6)).isLoggedIn()).isTrue();
    }

    private void setUnique(boolean unique) {
        var config = new RequiredActionConfigRepresentation();
        config.setConfig(Map.of("unique", Boolean.toString(unique)));
        realm.resource().flows().updateRequiredActionConfig("shop-verify-phone", config);
    }

    @Test
    void whatIsKeptOfTheNumberGoesWithTheCustomer() throws Exception {
        PhoneCustomer customer = created(PhoneCustomer.anyNumber());
        String id = customer.id();
        PhoneWalk walk = walk(customer);
        walk.type(customer.code());
        assertThat(kept(id)).isPositive();

        customer.resource().remove();

        assertThat(kept(id)).isZero();
    }

    private long kept(String id) {
        return ground.count(
                "SELECT (SELECT COUNT(*) FROM SHOP_VERIFIED_PHONE WHERE USER_ID = ?)"
                        + " + (SELECT COUNT(*) FROM SHOP_TOKEN WHERE USER_ID = ?)"
                        + " + (SELECT COUNT(*) FROM SHOP_SMS WHERE USER_ID = ?)",
                id,
                id,
                id);
    }
}
