package shop.identity.it.phone;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.OnGround;
import shop.identity.it.ground.ShippedRealm;
import shop.identity.stack.ReceivedRequest;
import shop.identity.stack.SmsFault;

/** Text messages, and a gateway that is slow, fails, or answers so late that it is asked twice. */
@OnGround
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("VF-6")
class SmsDeliveryIT {

    private final Ground ground;
    private ShippedRealm realm;
    private String realmId;

    SmsDeliveryIT(Ground ground) {
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

    @AfterEach
    void behave() {
        ground.stack().sms().setFault(null);
    }

    private PhoneCustomer created() {
        PhoneCustomer customer = new PhoneCustomer(ground, realm);
        customer.create();
        return customer;
    }

    private List<ReceivedRequest> requests(PhoneCustomer customer) {
        return ground.stack().sms().requests().stream()
                .filter(request -> request.body().contains(customer.number()))
                .toList();
    }

    private List<ReceivedRequest> requestsOnceThereAre(int count, PhoneCustomer customer) {
        return Awaitility.await("requests to the gateway")
                .atMost(Duration.ofSeconds(90))
                .until(() -> requests(customer), requests -> requests.size() >= count);
    }

    private void awaitNothingQueued(PhoneCustomer customer) {
        Awaitility.await("settled")
                .atMost(Duration.ofSeconds(90))
                .until(() -> ground.count("SELECT COUNT(*) FROM SHOP_SMS WHERE USER_ID = ?", customer.id()) == 0);
    }

    private List<String> deadLetters(PhoneCustomer customer) {
        return ground.query(
                "SELECT q.LAST_ERROR FROM SHOP_QUEUE q JOIN SHOP_SMS m ON m.ID = q.JOB_ID"
                        + " WHERE q.QUEUE = 'sms' AND q.NEXT_ATTEMPT_AT = 'infinity' AND m.USER_ID = ?",
                customer.id());
    }

    private List<String> deadLettersOnceThereAre(PhoneCustomer customer) {
        return Awaitility.await("dead letter")
                .atMost(Duration.ofSeconds(90))
                .until(() -> deadLetters(customer), letters -> !letters.isEmpty());
    }

    @Test
    void aGatewayThatFailsGetsTheMessageAgain() throws Exception {
        PhoneCustomer customer = created();
        ground.stack().sms().setFault(SmsFault.status(500).times(1));

        PhoneWalk walk = PhoneWalk.of(customer, realm.walk());
        String code = customer.code();
        ground.stack().sms().setFault(null);

        assertThat(requests(customer))
                .extracting(ReceivedRequest::status)
                .last()
                .isEqualTo(202);
        assertThat(requests(customer)).hasSize(2);
        assertThat(requests(customer).stream()
                        .map(ReceivedRequest::idempotencyKey)
                        .distinct())
                .hasSize(1);
        assertThat(walk.type(code).isLoggedIn()).isTrue();
        awaitNothingQueued(customer);
    }

    @Test
    void aGatewayThatHasTooMuchToDoIsAskedLater() throws Exception {
        PhoneCustomer customer = created();
        ground.stack().sms().setFault(SmsFault.status(429).times(2));

        PhoneWalk.of(customer, realm.walk());
        customer.code();

        assertThat(requests(customer)).extracting(ReceivedRequest::status).containsExactly(429, 429, 202);
        assertThat(deadLetters(customer)).isEmpty();
    }

    @Test
    void aMessageWhoseAnswerWasLostIsKnownAgain() throws Exception {
        PhoneCustomer customer = created();
        ground.stack().sms().setFault(SmsFault.lostAnswer(503).times(1));

        PhoneWalk.of(customer, realm.walk());
        List<ReceivedRequest> requests = requestsOnceThereAre(2, customer);
        awaitNothingQueued(customer);

        assertThat(requests.stream().map(ReceivedRequest::idempotencyKey).distinct())
                .hasSize(1);
        assertThat(ground.stack().sms().messagesTo(customer.number())).hasSize(1);
    }

    @Test
    void aMessageWhoseAnswerIsTooLateIsKnownAgain() throws Exception {
        PhoneCustomer customer = created();
        ground.stack().sms().setFault(SmsFault.lateAnswer(15_000).times(1));

        PhoneWalk walk = PhoneWalk.of(customer, realm.walk());
        assertThat(walk.page().form(PhoneCustomer.FORM)).isNotNull();
        List<ReceivedRequest> requests = requestsOnceThereAre(2, customer);
        awaitNothingQueued(customer);

        assertThat(requests.stream().map(ReceivedRequest::idempotencyKey).distinct())
                .hasSize(1);
        assertThat(ground.stack().sms().messagesTo(customer.number())).hasSize(1);
    }

    @Test
    void aMessageThatIsRefusedIsShownToStaff() throws Exception {
        PhoneCustomer customer = created();
        ground.stack().sms().setFault(SmsFault.status(400).times(1));

        PhoneWalk walk = PhoneWalk.of(customer, realm.walk());

        assertThat(deadLettersOnceThereAre(customer)).containsExactly("the gateway answered 400");
        assertThat(requests(customer)).hasSize(1);
        ground.execute("DELETE FROM SHOP_ATTEMPT WHERE KIND = 'otp-again' AND REALM_ID = '" + realmId + "'");
        walk.press("resend");
        assertThat(walk.type(customer.code()).isLoggedIn()).isTrue();
    }

    @Test
    void aCodeThatExpiredIsNotSentAnyMore() throws Exception {
        PhoneCustomer customer = created();
        ground.stack().sms().setFault(SmsFault.status(503));
        PhoneWalk.of(customer, realm.walk());
        requestsOnceThereAre(1, customer);
        ground.execute("UPDATE SHOP_SMS SET EXPIRES_AT = clock_timestamp() WHERE USER_ID = '" + customer.id() + "'");

        assertThat(deadLettersOnceThereAre(customer)).containsExactly("given up: its code has expired");

        ground.stack().sms().setFault(null);
        assertThat(ground.stack().sms().messagesTo(customer.number())).isEmpty();
    }

    @Test
    void aCodeThatWasFollowedByAnotherIsNotSentAnyMore() throws Exception {
        PhoneCustomer customer = created();
        ground.stack().sms().setFault(SmsFault.status(503));
        PhoneWalk walk = PhoneWalk.of(customer, realm.walk());
        requestsOnceThereAre(1, customer);
        ground.execute("DELETE FROM SHOP_ATTEMPT WHERE KIND = 'otp-again' AND REALM_ID = '" + realmId + "'");
        walk.press("resend");
        ground.stack().sms().setFault(null);

        String code = customer.code();
        awaitNothingQueued(customer);

        assertThat(ground.stack().sms().messagesTo(customer.number())).hasSize(1);
        assertThat(walk.type(code).isLoggedIn()).isTrue();
    }

    @Test
    void whatWaitsIsForgottenWithTheCustomer() throws Exception {
        PhoneCustomer customer = created();
        String id = customer.id();
        ground.stack().sms().setFault(SmsFault.status(503));
        PhoneWalk.of(customer, realm.walk());
        requestsOnceThereAre(1, customer);

        customer.resource().remove();

        Awaitility.await("forgotten")
                .atMost(Duration.ofSeconds(60))
                .until(() -> ground.count("SELECT COUNT(*) FROM SHOP_SMS WHERE USER_ID = ?", id) == 0);
    }
}
