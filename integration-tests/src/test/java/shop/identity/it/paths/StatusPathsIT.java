package shop.identity.it.paths;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.keycloak.representations.idm.UserRepresentation;
import shop.identity.it.ground.AdminApi;
import shop.identity.it.ground.CustomerPages;
import shop.identity.it.ground.CustomerRecord;
import shop.identity.it.ground.Ground;

/** How a customer's status changes. */
@OnPath
class StatusPathsIT {

    private final Ground ground;
    private final Customers customers;
    private final AdminApi admin;

    StatusPathsIT(Ground ground, Customers customers) {
        this.ground = ground;
        this.customers = customers;
        this.admin = customers.admin();
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
}
