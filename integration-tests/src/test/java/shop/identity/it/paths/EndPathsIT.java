package shop.identity.it.paths;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.keycloak.representations.idm.UserRepresentation;
import shop.identity.it.ground.AdminApi;
import shop.identity.it.ground.CustomerPages;
import shop.identity.it.ground.CustomerRecord;
import shop.identity.it.ground.Ground;

/** How customers go. */
@OnPath
class EndPathsIT {

    private final Ground ground;
    private final Customers customers;
    private final AdminApi admin;

    EndPathsIT(Ground ground, Customers customers) {
        this.ground = ground;
        this.customers = customers;
        this.admin = customers.admin();
    }

    @Test
    @DisplayName("admin REST: delete")
    @Tag("EV-3")
    void adminDelete(PathRow path) {
        String email = customers.address();
        String id = customers.known(email);

        admin.customer(id).remove();

        List<CustomerRecord> records = path.tellsSince(1, id);
        assertThat(records.get(0).data().get("reason").asText()).isEqualTo("administration");
        assertThat(records.get(0).data().toString()).doesNotContain(email).doesNotContain("Erika");
        assertThat(ground.count("SELECT COUNT(*) FROM SHOP_CUSTOMER WHERE CUSTOMER_ID = ?", id))
                .isZero();
    }

    @Test
    @DisplayName("account console: delete account")
    @Tag("EV-3")
    void selfServiceDelete(PathRow path) {
        String email = customers.address();
        String id = customers.known(email);
        try (BrowserContext context = ground.browser().fresh()) {
            Page page = context.newPage();
            CustomerPages.deleteAccount(page, ground.node().baseUrl(), email);
        }

        List<CustomerRecord> records = path.tellsSince(1, id);
        assertThat(records.get(0).data().get("reason").asText()).isEqualTo("self-service");
    }

    /** The old life ends and a new one begins, in one transaction and under the same id. */
    @Test
    @DisplayName("partial import that overwrites")
    void partialImportThatOverwrites(PathRow path) {
        UserRepresentation user = customers.imported();
        importUser(user, "FAIL");
        ground.topic().eventually(user.getId(), 1);
        user.setFirstName("Maximiliane");

        importUser(user, "OVERWRITE");

        path.tellsSince(1, user.getId());
    }

    private void importUser(UserRepresentation user, String ifThere) {
        try (Response answer = admin.importUsers(List.of(user), ifThere)) {
            assertThat(answer.getStatus()).isEqualTo(200);
        }
    }
}
