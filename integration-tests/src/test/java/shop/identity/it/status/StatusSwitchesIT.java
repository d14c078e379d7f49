package shop.identity.it.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.keycloak.representations.idm.UserRepresentation;
import shop.identity.it.ground.CustomerPages;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.OnGround;
import shop.identity.it.ground.Registration;

/** What Keycloak itself keeps of customers (a lock, enabled, verified), and the status: they say the same. */
@OnGround
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("CD-5")
class StatusSwitchesIT {

    private final Ground ground;
    private StatusRealm realm;
    private StatusInterface staff;

    StatusSwitchesIT(Ground ground) {
        this.ground = ground;
    }

    @BeforeAll
    void createRealm() {
        realm = new StatusRealm(ground);
        staff = realm.administrator();
    }

    @AfterAll
    void removeRealm() {
        realm.close();
    }

    /** Else the console would show a lock that is none, and the next wrong password would lock for good again. */
    @Test
    void whoWasLockedForGoodBeginsAnew() throws Exception {
        Arrivals.Customer customer = realm.arrivals().customer(user -> {});
        for (int i = 0; i < 3; i++) {
            realm.arrivals().byGrant(customer, Arrivals.WRONG);
        }
        assertThat(staff.get(customer.id()).json().get("status").asText()).isEqualTo("SUSPENDED");

        assertThat(staff.put(customer.id(), "ACTIVE", null).status()).isEqualTo(200);

        assertThat(realm.arrivals().byGrant(customer, Arrivals.WRONG)).contains("Invalid user credentials");
        assertThat(realm.arrivals().byGrant(customer, Registration.PASSWORD)).startsWith("200 ");
        assertThat(realm.user(customer.id()).toRepresentation().getAttributes() == null)
                .isTrue();
    }

    /** As after the console's switch. */
    @Test
    void failuresFromBeforeASuspensionAreForgotten() throws Exception {
        Arrivals.Customer customer = realm.arrivals().customer(user -> {});
        for (int i = 0; i < 2; i++) {
            realm.arrivals().byGrant(customer, Arrivals.WRONG);
        }
        staff.put(customer.id(), "SUSPENDED", "case 4711");
        staff.put(customer.id(), "ACTIVE", null);

        for (int i = 0; i < 2; i++) {
            assertThat(realm.arrivals().byGrant(customer, Arrivals.WRONG)).contains("Invalid user credentials");
        }
        assertThat(realm.arrivals().byGrant(customer, Registration.PASSWORD)).startsWith("200 ");
    }

    /** The switch of the console, and what it says about it. */
    @Test
    void theConsoleSaysWhyAnErasedCustomerStaysErased() {
        String id = realm.arrivals().customer(Arrivals::erased).id();
        try (BrowserContext context = ground.browser().fresh()) {
            Page page = context.newPage();

            String said =
                    CustomerPages.enableInVain(page, ground.node().baseUrl(), realm.name(), id, "stays so for good");

            assertThat(said).contains("A customer who is ERASED stays so for good: no other status is possible.");
        }
        assertThat(realm.user(id).toRepresentation().isEnabled()).isFalse();
        assertThat(ground.topic().settled(id, 1)).hasSize(1);
    }

    /** What is verified does not come alive by it. */
    @Test
    void nobodyErasedIsVerified() {
        String id = realm.arrivals()
                .customer(user -> {
                    Arrivals.erased(user);
                    user.setEmailVerified(false);
                })
                .id();
        UserRepresentation user = realm.user(id).toRepresentation();
        user.setEmailVerified(true);

        assertThatThrownBy(() -> realm.user(id).update(user)).hasMessageContaining("409");

        assertThat(realm.user(id).toRepresentation().isEmailVerified()).isFalse();
        UserRepresentation other = realm.user(id).toRepresentation();
        other.setFirstName("Nobody");
        realm.user(id).update(other);
        assertThat(realm.user(id).toRepresentation().getFirstName()).isEqualTo("Nobody");
    }

    /** Staff take the mark and the switch apart: what comes of it is one status at a time. */
    @Test
    void aLiftedSuspensionLeadsBackToWhatWasGivenUp() {
        String id = realm.arrivals()
                .customer(Arrivals.inactiveUntil("2099-12-24T00:00:00Z"))
                .id();
        staff.put(id, "SUSPENDED", "case 4711");
        assertThat(realm.user(id).toRepresentation().getAttributes())
                .isEqualTo(
                        Map.of("shopStatus", List.of("INACTIVE"), "shopDeletionDue", List.of("2099-12-24T00:00:00Z")));

        realm.setEnabled(id, true);

        assertThat(staff.get(id).json().get("status").asText()).isEqualTo("INACTIVE");
        assertThat(staff.put(id, "ACTIVE", null).status()).isEqualTo(200);
        assertThat(realm.user(id).toRepresentation().getAttributes()).isNull();
    }
}
