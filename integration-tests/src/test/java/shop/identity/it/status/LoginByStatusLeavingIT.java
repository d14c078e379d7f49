package shop.identity.it.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.keycloak.representations.idm.RequiredActionProviderRepresentation;
import org.keycloak.representations.idm.UserRepresentation;
import shop.identity.it.ground.CustomerRecord;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.OnGround;
import shop.identity.it.ground.Registration;
import shop.identity.it.ground.ShippedRealm;
import shop.identity.it.ground.Walk;

/** The login of who is leaving: whether the account is kept is asked first. */
@OnGround
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("LG-7")
class LoginByStatusLeavingIT {

    private final Ground ground;
    private ShippedRealm realm;
    private Arrivals arrivals;

    LoginByStatusLeavingIT(Ground ground) {
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

    @Test
    void whoIsLeavingIsInOnceTheAccountIsKept() throws Exception {
        Arrivals.Customer customer = arrivals.customer(Arrivals.inactiveUntil(Arrivals.IN_THE_FUTURE));
        assertThat(arrivals.byGrant(customer, Registration.PASSWORD)).isEqualTo(Arrivals.NOT_READY);
        Walk walk = realm.walk();

        Walk.Page asked = walk.logIn(customer.email(), Registration.PASSWORD);
        assertThat(asked.body()).contains("Your account is going to be deleted on December 24, 2099.");
        // Neither going round the page nor sending something else is an answer.
        assertThat(walk.login().isLoggedIn()).isFalse();
        Walk.Page again = walk.logIn(customer.email(), Registration.PASSWORD);
        again = walk.submit(again.form("shop-keep-form"), Map.of("action", "perhaps"));
        assertThat(again.isLoggedIn()).isFalse();
        assertThat(arrivals.status(customer)).containsEntry("shopStatus", List.of("INACTIVE"));
        Walk.Page in = walk.submit(again.form("shop-keep-form"), Map.of("action", "keep"));

        assertThat(in.isLoggedIn()).isTrue();
        assertThat(arrivals.status(customer)).doesNotContainKeys("shopStatus", "shopDeletionDue");
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

    /** The page lay open until the day had come, or staff were quicker. */
    @Test
    void whoAnswersTooLateIsRefused() throws Exception {
        Arrivals.Customer customer = arrivals.customer(Arrivals.inactiveUntil(Arrivals.IN_THE_FUTURE));
        Walk walk = realm.walk();
        Walk.Page asked = walk.logIn(customer.email(), Registration.PASSWORD);
        UserRepresentation user = realm.resource().users().get(customer.id()).toRepresentation();
        Arrivals.inactiveUntil("2020-12-24T00:00:00Z").accept(user);
        realm.resource().users().get(customer.id()).update(user);

        Walk.Page refused = walk.submit(asked.form("shop-keep-form"), Map.of("action", "keep"));

        assertThat(refused.isLoggedIn()).isFalse();
        assertThat(refused.body()).contains(Arrivals.SUPPORT);
        assertThat(arrivals.status(customer)).containsEntry("shopStatus", List.of("INACTIVE"));
        assertThat(arrivals.newest("LOGIN_ERROR", customer)).isEqualTo("user_disabled");
    }

    /** A realm from before the pack knew of it. */
    @Test
    void whereNobodyAsksWhoIsLeavingIsRefused() throws Exception {
        RequiredActionProviderRepresentation action = realm.resource().flows().getRequiredAction("shop-come-back");
        action.setEnabled(false);
        realm.resource().flows().updateRequiredAction("shop-come-back", action);
        try {
            Arrivals.Customer customer = arrivals.customer(Arrivals.inactiveUntil(Arrivals.IN_THE_FUTURE));

            assertThat(arrivals.byForm(customer, Registration.PASSWORD).body()).contains(Arrivals.SUPPORT);
            assertThat(arrivals.byGrant(customer, Registration.PASSWORD)).isEqualTo(Arrivals.DISABLED);
        } finally {
            action.setEnabled(true);
            realm.resource().flows().updateRequiredAction("shop-come-back", action);
        }
    }
}
