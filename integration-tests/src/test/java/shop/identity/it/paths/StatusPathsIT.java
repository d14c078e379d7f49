package shop.identity.it.paths;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import jakarta.ws.rs.ClientErrorException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.keycloak.representations.idm.UserRepresentation;
import shop.identity.it.ground.AdminApi;
import shop.identity.it.ground.CustomerPages;
import shop.identity.it.ground.CustomerRecord;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.Registration;
import shop.identity.it.ground.Walk;
import shop.identity.it.status.StatusInterface;
import shop.identity.stack.Stack;

/** How a customer's status changes. */
@OnPath
class StatusPathsIT {

    private final Ground ground;
    private final Customers customers;
    private final AdminApi admin;
    private final StatusInterface staff;

    StatusPathsIT(Ground ground, Customers customers) {
        this.ground = ground;
        this.customers = customers;
        this.admin = customers.admin();
        this.staff = StatusInterface.ofAdministrator(ground.node(), Stack.REALM);
    }

    @Test
    @DisplayName("admin REST: disabled, enabled again")
    void adminDisables(PathRow path) {
        String id = customers.known(customers.address());
        UserRepresentation user = admin.customer(id).toRepresentation();
        user.setEnabled(false);
        admin.customer(id).update(user);
        user.setEnabled(true);
        admin.customer(id).update(user);

        List<CustomerRecord> records = path.tellsSince(1, id);
        assertThat(records.get(0).data().get("from").asText()).isEqualTo("PENDING");
        assertThat(records.get(0).data().get("to").asText()).isEqualTo("SUSPENDED");
        assertThat(records.get(1).data().get("to").asText()).isEqualTo("PENDING");
    }

    @Test
    @DisplayName("admin console: enabled off, enabled on")
    void adminConsoleToggle(PathRow path) {
        String id = customers.known(customers.address());
        try (BrowserContext context = ground.browser().fresh()) {
            Page page = context.newPage();
            CustomerPages.toggleEnabled(page, ground.node().baseUrl(), id);
        }

        List<CustomerRecord> records = path.tellsSince(1, id);
        assertThat(records.get(0).data().get("to").asText()).isEqualTo("SUSPENDED");
        assertThat(records.get(1).data().get("from").asText()).isEqualTo("SUSPENDED");
        assertThat(records.get(1).data().get("to").asText()).isEqualTo("PENDING");
    }

    @Test
    @DisplayName("admin REST: marked inactive with a deletion due, and no longer")
    @Tag("LG-7")
    void adminMarksInactive(PathRow path) {
        String id = customers.known(customers.address());
        admin.setAttributes(
                id, Map.of("shopStatus", List.of("INACTIVE"), "shopDeletionDue", List.of("2099-12-24T00:00:00Z")));
        admin.setAttributes(id, Map.of());

        List<CustomerRecord> records = path.tellsSince(1, id);
        for (int i = 0; i < 4; i += 2) {
            assertThat(records.get(i).data().get("fields").toString()).isEqualTo("[\"shopDeletionDue\"]");
        }
        assertThat(records.get(1).data().get("from").asText()).isEqualTo("PENDING");
        assertThat(records.get(1).data().get("to").asText()).isEqualTo("INACTIVE");
        assertThat(records.get(3).data().get("from").asText()).isEqualTo("INACTIVE");
        assertThat(records.get(3).data().get("to").asText()).isEqualTo("PENDING");
    }

    @Test
    @DisplayName("admin REST: disabled and marked erased, which is refused")
    @Tag("CD-5")
    void adminMarksErased(PathRow path) {
        String id = customers.known(customers.address());
        UserRepresentation user = admin.customer(id).toRepresentation();
        user.setFirstName("Nobody");
        user.setEnabled(false);
        user.setAttributes(Map.of("shopStatus", List.of("ERASED")));

        assertThatThrownBy(() -> admin.customer(id).update(user))
                .isInstanceOfSatisfying(ClientErrorException.class, refused -> {
                    assertThat(refused.getResponse().getStatus()).isEqualTo(409);
                    assertThat(refused.getResponse().readEntity(String.class))
                            .contains("Possible are ACTIVE, SUSPENDED, INACTIVE;");
                });
        path.tellsSince(1, id);
        assertThat(admin.customer(id).toRepresentation().getFirstName()).isEqualTo("Erika");
    }

    @Test
    @DisplayName("admin REST: an erased customer enabled, which is refused")
    @Tag("CD-5")
    void adminEnablesWhoIsErased(PathRow path) {
        UserRepresentation user = AdminApi.person(customers.address());
        user.setEnabled(false);
        user.setAttributes(Map.of("shopStatus", List.of("ERASED")));
        String id = admin.create(user);
        ground.topic().eventually(id, 1);
        UserRepresentation enabled = admin.customer(id).toRepresentation();
        enabled.setEnabled(true);

        assertThatThrownBy(() -> admin.customer(id).update(enabled)).hasMessageContaining("409");
        path.tellsSince(1, id);
        assertThat(admin.customer(id).toRepresentation().isEnabled()).isFalse();
    }

    @Test
    @DisplayName("staff REST: suspended with a reason, and active again")
    @Tag("CD-5")
    void staffSuspend(PathRow path) {
        String id = customers.known(customers.address());
        assertThat(staff.put(id, "{\"status\":\"SUSPENDED\",\"reason\":\"case 4711\"}")
                        .status())
                .isEqualTo(200);
        assertThat(staff.put(id, "{\"status\":\"ACTIVE\"}").status()).isEqualTo(200);

        List<CustomerRecord> records = path.tellsSince(1, id);
        assertThat(records.get(0).data().toString()).doesNotContain("4711");
        assertThat(records.get(0).data().get("from").asText()).isEqualTo("PENDING");
        assertThat(records.get(2).data().get("to").asText()).isEqualTo("ACTIVE");
    }

    @Test
    @DisplayName("staff REST: inactive, and asked for again")
    @Tag("CD-5")
    void staffDeactivate(PathRow path) {
        String id = customers.known(customers.address());
        for (int i = 0; i < 2; i++) {
            assertThat(staff.put(id, "{\"status\":\"INACTIVE\",\"reason\":null}")
                            .status())
                    .isEqualTo(200);
        }

        assertThat(path.tellsSince(1, id).get(0).data().get("to").asText()).isEqualTo("INACTIVE");
    }

    @Test
    @DisplayName("admin REST: a disabled customer marked inactive")
    @Tag("LG-7")
    void adminMarksWhoIsDisabled(PathRow path) {
        UserRepresentation user = AdminApi.person(customers.address());
        user.setEnabled(false);
        String id = admin.create(user);
        ground.topic().eventually(id, 1);
        admin.setAttributes(id, Map.of("shopStatus", List.of("INACTIVE")));

        CustomerRecord told = path.tellsSince(1, id).get(0);
        assertThat(told.data().get("status").asText()).isEqualTo("SUSPENDED");
        assertThat(told.data().get("fields").toString()).isEqualTo("[\"shopStatus\"]");
    }

    @Test
    @DisplayName("partial import: marked inactive")
    @Tag("LG-7")
    void importedInactive(PathRow path) {
        UserRepresentation user = customers.imported();
        user.setAttributes(Map.of("shopStatus", List.of("INACTIVE")));
        admin.importUsers(List.of(user), "FAIL").close();

        assertThat(path.tells(user.getId()).get(0).data().get("status").asText())
                .isEqualTo("INACTIVE");
    }

    @Test
    @DisplayName("login step: account kept that was going to be deleted")
    @Tag("LG-7")
    void customerComesBack(PathRow path) throws Exception {
        String email = customers.address();
        String id = customers.known(email);
        admin.setAttributes(
                id, Map.of("shopStatus", List.of("INACTIVE"), "shopDeletionDue", List.of("2099-12-24T00:00:00Z")));
        ground.topic().eventually(id, 3);
        Walk walk = ground.walk();
        Walk.Page asked = walk.logIn(email, Registration.PASSWORD);

        assertThat(walk.submit(asked.form("shop-keep-form"), Map.of("action", "keep"))
                        .isLoggedIn())
                .isTrue();

        List<CustomerRecord> records = path.tellsSince(3, id);
        assertThat(records.get(0).data().get("fields").toString()).isEqualTo("[\"shopDeletionDue\"]");
        assertThat(records.get(1).data().get("from").asText()).isEqualTo("INACTIVE");
        assertThat(records.get(1).data().get("to").asText()).isEqualTo("PENDING");
    }
}
