package shop.identity.it.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.keycloak.representations.idm.UserRepresentation;
import shop.identity.it.erasure.LeavingRealm.Leaver;
import shop.identity.it.erasure.PrivacyInterface.Answer;
import shop.identity.it.ground.CustomerRecord;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.OnGround;
import shop.identity.it.ground.Pause;
import shop.identity.stack.Fault;
import shop.identity.stack.Order;
import shop.identity.stack.Payment;

/** A customer asks to be erased. */
@OnGround
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("GD-1")
@Tag("GD-2")
class RequestIT {

    private final Ground ground;
    private LeavingRealm realm;

    RequestIT(Ground ground) {
        this.ground = ground;
    }

    @BeforeAll
    void open() {
        realm = new LeavingRealm(ground);
    }

    @AfterAll
    void close() {
        realm.close();
    }

    @AfterEach
    void behave() {
        realm.services(null, null);
    }

    @Test
    void whatIsAcceptedIsAcceptedAsAWhole() throws Exception {
        Leaver who = realm.customer();
        String token = realm.recent(who);
        Instant before = Instant.now().minusSeconds(1);

        Answer accepted = realm.api().own("POST", token);

        assertThat(accepted.status()).as(accepted.toString()).isEqualTo(201);
        Instant received = Instant.parse(accepted.text("receivedAt"));
        assertThat(received).isBetween(before, Instant.now().plusSeconds(1));
        assertThat(Instant.parse(accepted.text("dueAt"))).isEqualTo(received.plus(Duration.ofDays(14)));
        assertThat(OffsetDateTime.parse(accepted.text("legalDueAt")).toInstant())
                .isEqualTo(received.atOffset(ZoneOffset.UTC).plusMonths(1).toInstant());
        assertThat(realm.attributes(who))
                .containsEntry("shopStatus", List.of("INACTIVE"))
                .containsEntry("shopDeletionDue", List.of(accepted.text("dueAt")));
        List<CustomerRecord> told = ground.topic().settled(who.id(), 4);
        assertThat(told.get(3).told()).isEqualTo("customer.erasure_requested by self over realm-api");
        assertThat(told.get(3).data().get("erasureId").asText()).isEqualTo(accepted.text("id"));
        assertThat(told.get(3).data().get("due").asText()).isEqualTo(accepted.text("dueAt"));
        assertThat(realm.shipped().mailTo(who.email()).mail().text()).contains(accepted.text("id"));
        Awaitility.await("the sessions' end")
                .until(() -> realm.resource().users().get(who.id()).getUserSessions(), List::isEmpty);
    }

    /** As a stolen session would. */
    @Test
    void aLoginOfWhichNobodyKnowsWhenIsNotEnough() throws Exception {
        Leaver who = realm.customer();

        Answer refused = realm.api().own("POST", realm.timeless(who));

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.text("type")).isEqualTo("urn:shop-identity:problem:signed-in-long-ago");
        assertUntouched(who);
    }

    @Test
    void openBusinessIsNamed() throws Exception {
        Leaver who = realm.customer();
        ground.stack()
                .orders()
                .setOrders(
                        who.id(),
                        List.of(
                                new Order("o-1", Order.Status.DELIVERED, "Erika"),
                                new Order("o-2", Order.Status.SHIPPED, "Erika")));
        ground.stack().payments().setPayments(who.id(), List.of(new Payment("p-1", Payment.Status.OPEN)));

        Answer refused = realm.api().own("POST", realm.recent(who));

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text("detail")).contains("order o-2, payment p-1").doesNotContain("o-1", "Erika");
        assertUntouched(who);
    }

    private enum Trouble {
        ORDERS_REFUSE(Fault.status(500), null),
        ORDERS_DO_NOT_KNOW(Fault.status(404), null),
        ORDERS_ARE_SLOW(Fault.delayMillis(5000), null),
        ORDERS_STOP_IN_THE_MIDDLE(Fault.stallMillis(5000), null),
        ORDERS_TALK_NONSENSE(Fault.body("<html>"), null),
        PAYMENTS_REFUSE(null, Fault.status(503)),
        PAYMENTS_ARE_SLOW(null, Fault.delayMillis(5000)),
        PAYMENTS_TALK_NONSENSE(null, Fault.body("{\"payments\": []}"));

        private final Fault orders;
        private final Fault payments;

        Trouble(Fault orders, Fault payments) {
            this.orders = orders;
            this.payments = payments;
        }
    }

    @ParameterizedTest
    @EnumSource
    void whereNobodyKnowsWhatIsOpenNothingChanges(Trouble trouble) throws Exception {
        Leaver who = realm.customer();
        String token = realm.recent(who);
        realm.services(trouble.orders, trouble.payments);
        Instant begin = Instant.now();

        Answer refused = realm.api().own("POST", token);

        assertThat(refused.status()).isEqualTo(503);
        assertThat(Duration.between(begin, Instant.now())).isLessThan(Duration.ofSeconds(5));
        realm.services(null, null);
        assertUntouched(who);
        assertThat(realm.api().own("POST", token).status()).isEqualTo(201);
    }

    private void assertUntouched(Leaver who) {
        assertThat(realm.attributes(who)).doesNotContainKeys("shopStatus", "shopDeletionDue");
        assertThat(ground.count("SELECT COUNT(*) FROM SHOP_ERASURE WHERE CUSTOMER_ID = ?", who.id()))
                .isZero();
        assertThat(ground.topic().settled(who.id(), 1)).hasSize(1);
        assertThat(ground.mail().messagesTo(who.email())).isEmpty();
    }

    @Test
    void whoHasAskedIsNotAskedTwice() throws Exception {
        Leaver who = realm.customer();
        String id = realm.leaves(who);

        Answer again = realm.api().byStaff("POST", "", "{\"customerId\":\"" + who.id() + "\"}");

        assertThat(again.status()).isEqualTo(409);
        assertThat(realm.state(id)).isEqualTo("requested");
        assertThat(ground.mail().messagesTo(who.email())).hasSizeLessThan(2);
    }

    @Test
    void theSameKeyGetsTheFirstAnswer() {
        Leaver who = realm.customer();
        String key = UUID.randomUUID().toString();
        String body = "{\"customerId\":\"" + who.id() + "\"}";

        Answer first = realm.api().byStaff("POST", "", body, "Idempotency-Key", key);
        Answer second = realm.api().byStaff("POST", "", body, "Idempotency-Key", key);

        assertThat(first.status()).isEqualTo(201);
        assertThat(second.status()).isEqualTo(201);
        assertThat(second.text("id")).isEqualTo(first.text("id"));
    }

    /** Else leaving would be a way around a suspension. */
    @Test
    void whoIsSuspendedStaysSoAndIsErasedWhenDue() {
        Leaver who = realm.customer();
        UserRepresentation user = realm.resource().users().get(who.id()).toRepresentation();
        user.setEnabled(false);
        realm.resource().users().get(who.id()).update(user);

        String id = realm.leaves(who);

        assertThat(realm.resource().users().get(who.id()).toRepresentation().isEnabled())
                .isFalse();
        assertThat(realm.api().byStaff("POST", "/" + id + "/cancel", "").status())
                .isEqualTo(200);
        assertThat(realm.attributes(who)).doesNotContainKeys("shopStatus", "shopDeletionDue");
        realm.erase(realm.leaves(who));
        assertThat(realm.attributes(who)).containsEntry("shopStatus", List.of("ERASED"));
    }

    @Test
    void badRequestsOfStaffAreNamed() {
        assertThat(realm.api().byStaff("POST", "", "{}").status()).isEqualTo(400);
        assertThat(realm.api().byStaff("POST", "", "{\"customerId\":7}").status())
                .isEqualTo(400);
        assertThat(realm.api()
                        .byStaff("POST", "", "{\"customerId\":\"x\",\"days\":1}")
                        .status())
                .isEqualTo(400);
        assertThat(realm.api()
                        .byStaff("POST", "", "{\"customerId\":\"nobody\"}")
                        .status())
                .isEqualTo(404);
        assertThat(realm.api().byStaff("GET", "?state=open", "").status()).isEqualTo(400);
        assertThat(realm.api().byStaff("GET", "?max=101", "").status()).isEqualTo(400);
        assertThat(realm.api().byStaff("GET", "/" + UUID.randomUUID(), "").status())
                .isEqualTo(404);
        assertThat(realm.api().byStaff("GET", "/nothing", "").status()).isEqualTo(404);
    }

    @Test
    void whereTheCommitFailsNothingIsLeft() throws Exception {
        Leaver who = realm.customer();
        String token = realm.recent(who);
        ground.executeAsSuperuser(
                "ALTER TABLE SHOP_OUTBOX ADD CONSTRAINT NO_LEAVER CHECK (AGGREGATEID <> '" + who.id() + "') NOT VALID");
        try {
            // Keycloak's answer to a constraint that is violated, whichever it is.
            assertThat(new PrivacyInterfaceStatus(realm, ground).post(token)).isEqualTo(409);
        } finally {
            ground.executeAsSuperuser("ALTER TABLE SHOP_OUTBOX DROP CONSTRAINT NO_LEAVER");
        }
        Pause.of(Duration.ofSeconds(1));
        assertUntouched(who);
    }
}
