package shop.identity.it.welcome;

import static org.assertj.core.api.Assertions.assertThat;
import static shop.identity.it.welcome.WelcomedCustomers.DAY_0;
import static shop.identity.it.welcome.WelcomedCustomers.DAY_3;
import static shop.identity.it.welcome.WelcomedCustomers.DAY_7;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.keycloak.admin.client.resource.UserResource;
import org.keycloak.representations.idm.UserRepresentation;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.OnGround;
import shop.identity.it.ground.Registration;
import shop.identity.it.ground.ShippedRealm;
import shop.identity.it.ground.Together;
import shop.identity.it.ground.Walk;
import shop.identity.it.welcome.WelcomedCustomers.Customer;
import shop.identity.it.welcome.WelcomedCustomers.Newcomer;

/** Mails to customers who have verified their address: the welcome, and what follows it. */
@OnGround
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("ML-4")
class WelcomeIT {

    private final Ground ground;
    private ShippedRealm realm;
    private WelcomedCustomers customers;

    WelcomeIT(Ground ground) {
        this.ground = ground;
    }

    @BeforeAll
    void createRealm() {
        realm = new ShippedRealm(ground);
        customers = new WelcomedCustomers(ground, realm);
    }

    @AfterAll
    void removeRealm() {
        realm.close();
    }

    /** Whatever was due before has been seen to when this one's mail is there: the oldest goes first. */
    private void letTheWorkerPass() throws Exception {
        customers.welcomed(false);
    }

    private UserResource account(Customer customer) {
        return realm.resource().users().get(customer.id());
    }

    private void setEnabled(Customer customer, boolean isEnabled) {
        UserRepresentation user = account(customer).toRepresentation();
        user.setEnabled(isEnabled);
        account(customer).update(user);
    }

    @Test
    void aCustomerWhoAgreedIsWelcomedAtOnceAndAfterThreeAndSevenDays() throws Exception {
        Customer customer = customers.verified(true, "en");
        customers.awaitSubjects(customer.address(), List.of(DAY_0));
        assertThat(customers.mails(customer.address()).get(0).text())
                .contains("http://localhost:" + ground.stack().ports().order() + "/");
        customers.awaitNext(customer, "3 3");

        customers.makeDue(customer);
        customers.awaitSubjects(customer.address(), List.of(DAY_0, DAY_3));
        customers.awaitNext(customer, "7 7");

        customers.makeDue(customer);
        customers.awaitSubjects(customer.address(), List.of(DAY_0, DAY_3, DAY_7));
        customers.awaitNext(customer, "");
    }

    @Test
    void oneWhoDidNotAgreeIsWelcomedAndThatIsAll() throws Exception {
        Customer customer = customers.welcomed(false);

        customers.awaitNext(customer, "");
    }

    @Test
    void theMailIsInTheCustomersLanguageWhateverTheRealms() throws Exception {
        Customer customer = customers.verified(true, "vi");
        customers.awaitSubjects(customer.address(), List.of("Chào mừng bạn! Tài khoản của bạn đã sẵn sàng"));
        customers.awaitNext(customer, "3 3");

        customers.makeDue(customer);

        customers.awaitSubjects(
                customer.address(),
                List.of("Chào mừng bạn! Tài khoản của bạn đã sẵn sàng", "Lần đặt hàng tới của bạn sẽ rất nhanh"));
    }

    @Test
    void fiftyWhoPressTheButtonAtTheSameTimeAreOneWelcome() throws Exception {
        Newcomer newcomer = customers.register(false, "en");
        String address = newcomer.customer().address();
        String link = realm.mailTo(address).link();
        List<Walk> walks = Stream.generate(realm::walk).limit(50).toList();

        List<Integer> answers =
                Together.run(50, i -> walks.get(i).submit(link, Map.of()).status());

        assertThat(answers).containsOnlyOnce(200).allMatch(status -> status == 200 || status == 400);
        customers.awaitSubjects(address, List.of(DAY_0));
        letTheWorkerPass();
        assertThat(customers.subjects(address)).containsExactly(DAY_0);
    }

    @Test
    void aNewAddressIsVerifiedAndNotWelcomedAgain() throws Exception {
        Customer customer = customers.welcomed(true);
        customers.awaitNext(customer, "3 3");
        String moved = "moved-" + UUID.randomUUID() + "@example.com";
        UserRepresentation user = account(customer).toRepresentation();
        user.setEmail(moved);
        user.setEmailVerified(false);
        account(customer).update(user);

        Walk walk = realm.walk();
        Walk.Page waiting = walk.logIn(moved, Registration.PASSWORD);
        Walk.Page done = walk.submit(
                waiting.form("shop-verify-form"),
                Map.of("code", realm.mailTo(moved).code()));

        assertThat(done.isLoggedIn()).isTrue();
        letTheWorkerPass();
        assertThat(customers.subjects(moved)).isEmpty();
        assertThat(customers.next(customer)).containsExactly("3 3");
    }

    @Test
    void aSuspendedCustomerGetsNothingMoreAlsoWhenReinstated() throws Exception {
        Customer customer = customers.welcomed(true);
        customers.awaitNext(customer, "3 3");
        setEnabled(customer, false);

        customers.makeDue(customer);

        customers.awaitNext(customer, "");
        setEnabled(customer, true);
        letTheWorkerPass();
        assertThat(customers.next(customer)).containsExactly("");
        assertThat(customers.subjects(customer.address())).containsExactly(DAY_0);
    }

    @Test
    void aCustomerWhoTookTheConsentBackGetsNothingMore() throws Exception {
        Customer customer = customers.welcomed(true);
        customers.awaitNext(customer, "3 3");
        ground.execute("""
                INSERT INTO SHOP_CONSENT (ID, REALM_ID, USER_ID, KIND, GIVEN, TEXT_VERSION, ACTOR, CHANNEL, AT)
                SELECT gen_random_uuid(), REALM_ID, USER_ID, KIND, FALSE, TEXT_VERSION, ACTOR, 'account-api',
                       clock_timestamp()
                  FROM SHOP_CONSENT WHERE KIND = 'marketing' AND USER_ID = '%s'
                """.formatted(customer.id()));

        customers.makeDue(customer);

        customers.awaitNext(customer, "");
        letTheWorkerPass();
        assertThat(customers.subjects(customer.address())).containsExactly(DAY_0);
    }

    @Test
    void aCustomerWhoIsGoneLeavesNothingToSend() throws Exception {
        Customer customer = customers.welcomed(true);
        customers.awaitNext(customer, "3 3");

        account(customer).remove();

        assertThat(customers.next(customer)).isEmpty();
    }

    @Test
    void whileANewAddressIsNotVerifiedNothingIsSentToIt() throws Exception {
        Customer customer = customers.welcomed(true);
        customers.awaitNext(customer, "3 3");
        String moved = "moved-" + UUID.randomUUID() + "@example.com";
        UserRepresentation user = account(customer).toRepresentation();
        user.setEmail(moved);
        user.setEmailVerified(false);
        account(customer).update(user);

        customers.makeDue(customer);

        customers.awaitNext(customer, "7 7");
        letTheWorkerPass();
        assertThat(customers.subjects(moved)).isEmpty();
        assertThat(customers.subjects(customer.address())).containsExactly(DAY_0);
    }

    @Test
    void aMailThatCannotBeMadeIsTriedAgainLaterAndHindersNobody() throws Exception {
        try (ShippedRealm broken = new ShippedRealm(ground)) {
            WelcomedCustomers others = new WelcomedCustomers(ground, broken);
            broken.resource().localization().saveRealmLocalizationText("en", "shopWelcomeSubject", "{");
            Customer customer = others.verified(false, "en");
            Awaitility.await("put off").until(() -> ground.count("""
                            SELECT COUNT(*) FROM SHOP_WELCOME WHERE USER_ID = ? AND NEXT_DAY = 0
                               AND DUE_AT > clock_timestamp() + interval '50 minutes'
                            """, customer.id()) == 1);
            letTheWorkerPass();
            assertThat(others.subjects(customer.address())).isEmpty();

            broken.resource().localization().deleteRealmLocalizationText("en", "shopWelcomeSubject");
            others.makeDue(customer);

            others.awaitSubjects(customer.address(), List.of(DAY_0));
        }
    }
}
