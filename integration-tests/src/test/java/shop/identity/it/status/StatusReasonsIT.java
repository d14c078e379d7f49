package shop.identity.it.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.keycloak.representations.idm.AdminEventRepresentation;
import shop.identity.it.ground.CustomerRecord;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.OnGround;
import shop.identity.it.ground.Registration;
import shop.identity.it.ground.ShippedRealm;
import shop.identity.it.staff.OpenApi;

/** Staff give customers a status: what is noted of it, who is told, and how long the reason stays. */
@OnGround
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("CD-5")
class StatusReasonsIT {

    private static final OpenApi DOCUMENT = new OpenApi("shop-customers", "/admin/realms/{realm}/shop-customers");

    private final Ground ground;
    private StatusRealm realm;
    private StatusInterface staff;

    StatusReasonsIT(Ground ground) {
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

    private List<AdminEventRepresentation> adminEventsAbout(String id) {
        return realm.resource().getAdminEvents().stream()
                .filter(event -> event.getResourcePath().equals("shop-customers/" + id + "/status"))
                .toList();
    }

    @Test
    void whoIsSuspendedIsOutAndStaffSeeWhy() throws Exception {
        Arrivals.Customer customer = realm.arrivals().customer(user -> {});

        StatusInterface.Answer answer = staff.put(customer.id(), "SUSPENDED", "  Chargebacks, case 4711 ");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(DOCUMENT.breaches("Status", answer.json())).isEmpty();
        assertThat(answer.json().get("reason").asText()).isEqualTo("Chargebacks, case 4711");
        assertThat(answer.json().get("possible"))
                .extracting(Object::toString)
                .containsExactly("\"PENDING\"", "\"ACTIVE\"", "\"INACTIVE\"");
        assertThat(staff.get(customer.id()).json()).isEqualTo(answer.json());
        assertThat(realm.arrivals().byForm(customer, Registration.PASSWORD).body())
                .contains("Please get in touch with our customer service.");
        List<CustomerRecord> told = ground.topic().settled(customer.id(), 2);
        assertThat(told)
                .extracting(CustomerRecord::told)
                .containsExactly(
                        "customer.created by admin over admin-api", "customer.status_changed by admin over admin-api");
        assertThat(told.get(1).data().toString()).doesNotContain("4711");
    }

    @Test
    void whoDidItIsNotedAndWhyIsNoAdminEvent() {
        String id = realm.customer();
        StatusInterface manager = realm.employ(StatusRealm.unique("manager"), "manage-users");

        StatusInterface.Answer answer = manager.put(id, "INACTIVE", "closed on the telephone");

        String staffId = answer.json().get("changedBy").asText();
        assertThat(realm.user(staffId).toRepresentation().getFirstName()).isEqualTo("Staff");
        assertThat(adminEventsAbout(id)).singleElement().satisfies(event -> {
            assertThat(event.getAuthDetails().getUserId()).isEqualTo(staffId);
            assertThat(event.getOperationType()).isEqualTo("UPDATE");
            assertThat(event.getResourceType()).isEqualTo("SHOP_CUSTOMER_STATUS");
            assertThat(event.getRepresentation()).isEqualTo("{\"status\":\"INACTIVE\"}");
        });
    }

    @Test
    void whatIsThereAlreadyTellsNothing() {
        String id = realm.customer();
        staff.put(id, "SUSPENDED", "case 4711");

        StatusInterface.Answer again = staff.put(id, "SUSPENDED", "case 4711");

        assertThat(again.status()).isEqualTo(200);
        assertThat(again.json()).isEqualTo(staff.get(id).json());
        assertThat(staff.put(id, "SUSPENDED", "case 4712").json().get("reason").asText())
                .isEqualTo("case 4712");
        assertThat(staff.get(id).json().get("reason").asText()).isEqualTo("case 4712");
        assertThat(ground.topic().settled(id, 2)).hasSize(2);
        assertThat(adminEventsAbout(id)).hasSize(2);
        String active = realm.customer();
        assertThat(staff.put(active, "ACTIVE", null).json().get("changedBy").isNull())
                .isTrue();
        assertThat(adminEventsAbout(active)).isEmpty();
        assertThat(ground.topic().settled(active, 1)).hasSize(1);
    }

    @Test
    void theReasonGoesWithTheStatusThatItIsAbout() {
        String id = realm.customer();
        staff.put(id, "SUSPENDED", "case 4711");
        realm.setEnabled(id, true);
        realm.setEnabled(id, false);

        assertThat(staff.get(id).json().get("status").asText()).isEqualTo("SUSPENDED");
        assertThat(staff.get(id).json().get("reason").isNull()).isTrue();
        assertThat(ground.count("SELECT count(*) FROM SHOP_STATUS_NOTE WHERE USER_ID = ?", id))
                .isZero();
    }

    @Test
    void theReasonGoesWithTheCustomerAndTheRealm() {
        String id = realm.customer();
        staff.put(id, "SUSPENDED", "case 4711");
        realm.user(id).remove();
        try (ShippedRealm other = new ShippedRealm(ground, ShippedRealm::hashesCheaply)) {
            String there = new Arrivals(ground, other).customer(user -> {}).id();
            StatusInterface.ofAdministrator(ground.node(), other.name()).put(there, "SUSPENDED", "case 4711");
            assertThat(ground.count("SELECT count(*) FROM SHOP_STATUS_NOTE WHERE USER_ID = ?", there))
                    .isEqualTo(1);
            // Whose id it is, in another realm, is nobody's.
            assertThat(staff.get(there).status()).isEqualTo(404);
            assertThat(staff.put(there, "ACTIVE", null).status()).isEqualTo(404);
        }

        assertThat(ground.count(
                        "SELECT count(*) FROM SHOP_STATUS_NOTE WHERE USER_ID = ? OR REALM_ID NOT IN (SELECT ID FROM REALM)",
                        id))
                .isZero();
    }
}
