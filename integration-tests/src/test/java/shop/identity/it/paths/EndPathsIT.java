package shop.identity.it.paths;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.keycloak.admin.client.CreatedResponseUtil;
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

    /** The console has a request for each of them. */
    @Test
    @DisplayName("admin console: several customers deleted at once")
    @Tag("EV-3")
    void consoleDeletesSeveral(PathRow path) {
        try (OwnRealm realm = customers.realm(settings -> {});
                BrowserContext context = ground.browser().fresh()) {
            List<String> ids = List.of(known(realm), known(realm), known(realm));

            CustomerPages.deleteEverybody(context.newPage(), ground.node().baseUrl(), realm.name());

            for (String id : ids) {
                List<CustomerRecord> records = path.tellsSince(1, id);
                assertThat(records.get(0).data().get("reason").asText()).isEqualTo("administration");
            }
        }
    }

    private String known(OwnRealm realm) {
        try (Response answer = realm.resource().users().create(AdminApi.person(customers.address()))) {
            String id = CreatedResponseUtil.getCreatedId(answer);
            ground.topic().eventually(id, 1);
            return id;
        }
    }
}
