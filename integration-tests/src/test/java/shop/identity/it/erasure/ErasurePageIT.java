package shop.identity.it.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import shop.identity.it.erasure.LeavingRealm.Leaver;
import shop.identity.it.ground.CustomerRecord;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.OnGround;
import shop.identity.it.ground.Pause;
import shop.identity.it.ground.Registration;
import shop.identity.it.ground.Walk;
import shop.identity.stack.Fault;
import shop.identity.stack.Order;
import shop.identity.stack.Payment;

/** A customer asks for the erasure on the page, and is asked for the same as over REST. */
@OnGround
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("GD-1")
@Tag("GD-2")
class ErasurePageIT {

    private final Ground ground;
    private LeavingRealm realm;
    private AskingPage asking;

    ErasurePageIT(Ground ground) {
        this.ground = ground;
    }

    @BeforeAll
    void open() {
        realm = new LeavingRealm(ground);
        asking = new AskingPage(ground, realm);
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
    void whatIsConfirmedIsAccepted() throws Exception {
        Leaver who = realm.customer();
        Walk walk = realm.shipped().walk();
        Walk.Page page = AskingPage.open(walk, who);
        assertThat(page.body())
                .contains("Delete your account?")
                .contains("Until " + AskingPage.day(Instant.now().plus(AskingPage.GRACE), Locale.ENGLISH));
        asking.assertUntouched(who);

        Walk.Page done = AskingPage.confirm(walk, page);

        assertThat(done.status()).isEqualTo(200);
        assertThat(done.body())
                .contains("Your account is going to be deleted")
                .contains("deleted on " + AskingPage.day(asking.due(who), Locale.ENGLISH))
                .contains("We are sending you a mail about it.");
        assertThat(realm.attributes(who)).containsEntry("shopStatus", List.of("INACTIVE"));
        JsonNode line =
                realm.api().byStaff("GET", "?customerId=" + who.id(), "").json().get(0);
        assertThat(line.get("state").asText()).isEqualTo("requested");
        assertThat(line.at("/requestedBy/actor").asText()).isEqualTo("self");
        assertThat(line.get("dueAt").asText()).isEqualTo(asking.due(who).toString());
        List<CustomerRecord> told = ground.topic().settled(who.id(), 4);
        assertThat(told.get(3).told()).isEqualTo("customer.erasure_requested by self over required-action");
        assertThat(told.get(3).data().get("erasureId")).isEqualTo(line.get("id"));
        assertThat(realm.shipped().mailTo(who.email()).mail().text())
                .contains(line.get("id").asText());
        assertThat(realm.resource()
                        .getEvents(List.of("CUSTOM_REQUIRED_ACTION"), null, who.id(), null, null, null, 0, 10))
                .singleElement()
                .satisfies(event ->
                        assertThat(event.getDetails()).containsEntry("custom_required_action", "shop-erase-account"));
    }

    /** The browser that was signed in already, and came without a password: it is not the exception. */
    @Test
    void nobodyIsSignedInAnyMore() throws Exception {
        Leaver who = realm.customer();
        Walk elsewhere = realm.shipped().walk();
        assertThat(elsewhere.logIn(who.email(), Registration.PASSWORD).isLoggedIn())
                .isTrue();
        Walk walk = realm.shipped().walk();
        assertThat(walk.logIn(who.email(), Registration.PASSWORD).isLoggedIn()).isTrue();
        Walk.Page page = walk.openLogin(AskingPage.ACTION);

        AskingPage.confirm(walk, page);

        Awaitility.await("the sessions' end")
                .until(() -> realm.resource().users().get(who.id()).getUserSessions(), List::isEmpty);
        for (Walk each : List.of(walk, elsewhere)) {
            Walk.Page login = each.login();
            assertThat(login.isLoggedIn()).isFalse();
            assertThat(login.has("shop-keep-form")).as("nobody is known there").isFalse();
        }
        // Nor does the page, had it been kept.
        assertThat(AskingPage.confirm(walk, page).isLoggedIn()).isFalse();
        assertThat(ground.count("SELECT COUNT(*) FROM SHOP_ERASURE WHERE CUSTOMER_ID = ?", who.id()))
                .isOne();
    }

    @Test
    void openBusinessIsNamedAndOnceItIsOverThePageGoesOn() throws Exception {
        Leaver who = realm.customer();
        ground.stack()
                .orders()
                .setOrders(
                        who.id(),
                        List.of(
                                new Order("o-1", Order.Status.DELIVERED, "Erika"),
                                new Order("o-2", Order.Status.SHIPPED, "Erika")));
        ground.stack().payments().setPayments(who.id(), List.of(new Payment("p-1", Payment.Status.OPEN)));
        Walk walk = realm.shipped().walk();

        Walk.Page refused = AskingPage.confirm(walk, AskingPage.open(walk, who));

        assertThat(refused.body())
                .contains("Something is still going on", "Order o-2", "Payment p-1")
                .doesNotContain("o-1");
        asking.assertUntouched(who);
        ground.stack().orders().setOrders(who.id(), List.of(new Order("o-2", Order.Status.DELIVERED, "Erika")));
        ground.stack().payments().setPayments(who.id(), List.of(new Payment("p-1", Payment.Status.PAID)));
        assertThat(AskingPage.confirm(walk, refused).body()).contains("You are signed out everywhere.");
        assertThat(realm.attributes(who)).containsEntry("shopStatus", List.of("INACTIVE"));
    }

    @Test
    void whereNobodyKnowsWhatIsOpenNothingChanges() throws Exception {
        Leaver who = realm.customer();
        Walk walk = realm.shipped().walk();
        Walk.Page page = AskingPage.open(walk, who);
        for (Fault fault : List.of(Fault.status(500), Fault.delayMillis(5000), Fault.body("<html>"))) {
            realm.services(fault, null);
            page = AskingPage.confirm(walk, page);
            assertThat(page.body()).as(fault.toString()).contains("We cannot find out at the moment");
        }
        realm.services(null, null);
        asking.assertUntouched(who);

        assertThat(AskingPage.confirm(walk, page).body()).contains("You are signed out everywhere.");
    }

    @Test
    void whoHasAskedMeanwhileIsToldOfThat() throws Exception {
        Leaver who = realm.customer();
        Walk first = realm.shipped().walk();
        Walk second = realm.shipped().walk();
        Walk.Page one = AskingPage.open(first, who);
        Walk.Page other = AskingPage.open(second, who);
        AskingPage.confirm(first, one);

        Walk.Page again = AskingPage.confirm(second, other);

        assertThat(again.body())
                .contains("This was asked for already")
                .contains("deleted on " + AskingPage.day(asking.due(who), Locale.ENGLISH));
        assertThat(ground.count("SELECT COUNT(*) FROM SHOP_ERASURE WHERE CUSTOMER_ID = ?", who.id()))
                .isOne();
        assertThat(second.login().isLoggedIn()).isFalse();
    }

    @Test
    void whoDoesNotWantToIsBackInTheShop() throws Exception {
        Leaver who = realm.customer();
        Walk walk = realm.shipped().walk();
        Walk.Page page = AskingPage.open(walk, who);

        Walk.Page back = walk.submit(page.form(AskingPage.FORM), Map.of("cancel-aia", "true"));

        assertThat(back.isLoggedIn()).isTrue();
        assertThat(back.url()).contains("kc_action_status=cancelled");
        asking.assertUntouched(who);
    }

    @Test
    void onlyTheButtonCounts() throws Exception {
        Leaver who = realm.customer();
        Walk walk = realm.shipped().walk();
        Walk.Page page = AskingPage.open(walk, who);
        page = walk.open(page.url());
        page = walk.submit(page.form(AskingPage.FORM), Map.of("action", "perhaps"));
        page = walk.submit(page.form(AskingPage.FORM), Map.of());

        assertThat(page.form(AskingPage.FORM)).isNotEmpty();
        asking.assertUntouched(who);
    }

    @Test
    @Tag("UX-1")
    void theWordsAreThoseOfTheCustomersLanguage() throws Exception {
        Leaver who = realm.customer();
        Walk walk = realm.shipped().walk();

        Walk.Page page = AskingPage.signIn(walk, walk.openLogin("&ui_locales=de" + AskingPage.ACTION), who);
        assertThat(page.body()).contains("Möchten Sie Ihr Konto löschen?");
        Walk.Page done = AskingPage.confirm(walk, page);

        assertThat(done.body()).contains("am " + AskingPage.day(asking.due(who), Locale.GERMAN) + " gelöscht");
        assertThat(realm.shipped().mailTo(who.email()).mail().subject()).isEqualTo("Ihr Konto wird gelöscht");
    }

    @Test
    void whereTheCommitFailsNothingIsLeft() throws Exception {
        Leaver who = realm.customer();
        Walk walk = realm.shipped().walk();
        Walk.Page page = AskingPage.open(walk, who);
        ground.executeAsSuperuser(
                "ALTER TABLE SHOP_OUTBOX ADD CONSTRAINT NO_ASKING CHECK (AGGREGATEID <> '" + who.id() + "') NOT VALID");
        try {
            Walk.Page failed = AskingPage.confirm(walk, page);

            // Keycloak's answer to a constraint that is violated, whichever it is.
            assertThat(failed.status()).isEqualTo(409);
            assertThat(failed.body()).doesNotContain("going to be deleted");
        } finally {
            ground.executeAsSuperuser("ALTER TABLE SHOP_OUTBOX DROP CONSTRAINT NO_ASKING");
        }
        Pause.of(Duration.ofSeconds(1));
        asking.assertUntouched(who);
    }
}
