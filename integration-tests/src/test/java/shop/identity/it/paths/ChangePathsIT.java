package shop.identity.it.paths;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
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

/** How what is known about a customer changes. */
@OnPath
class ChangePathsIT {

    private final Ground ground;
    private final Customers customers;
    private final AdminApi admin;

    ChangePathsIT(Ground ground, Customers customers) {
        this.ground = ground;
        this.customers = customers;
        this.admin = customers.admin();
    }

    @Test
    @DisplayName("admin REST: update of profile and attributes")
    @Tag("EV-3")
    void adminUpdate(PathRow path) {
        String id = customers.known(customers.address());
        UserRepresentation user = admin.customer(id).toRepresentation();
        user.setFirstName("Maximiliane");
        user.setAttributes(Map.of("phoneNumber", List.of("+4930901820")));

        admin.customer(id).update(user);

        List<CustomerRecord> records = path.tellsSince(1, id);
        assertThat(records.get(0).data().get("fields").toString()).isEqualTo("[\"firstName\",\"phoneNumber\"]");
    }

    /** Keycloak does this by a bulk statement. */
    @Test
    @DisplayName("admin REST: attribute removed")
    @Tag("EV-3")
    void adminRemovesAttribute(PathRow path) {
        String id = customers.known(customers.address());
        admin.setAttributes(id, Map.of("phoneNumber", List.of("+4930901820")));
        ground.topic().eventually(id, 2);

        admin.setAttributes(id, Map.of());

        List<CustomerRecord> records = path.tellsSince(2, id);
        assertThat(records.get(0).data().get("fields").toString()).isEqualTo("[\"phoneNumber\"]");
    }

    @Test
    @DisplayName("admin REST: update that changes nothing")
    void adminUpdatesNothing(PathRow path) {
        String id = customers.known(customers.address());

        admin.customer(id).update(admin.customer(id).toRepresentation());

        path.tellsSince(1, id);
    }

    /** Keycloak removes all values by a bulk statement, and writes the one anew. */
    @Test
    @DisplayName("admin REST: attribute cut down to its first value")
    @Tag("EV-3")
    void adminCutsAttributeDown(PathRow path) {
        String id = customers.known(customers.address());
        ground.execute("INSERT INTO USER_ATTRIBUTE (ID, USER_ID, NAME, VALUE) SELECT gen_random_uuid()::text, '" + id
                + "', 'phoneNumber', number FROM unnest('{+4930901820,+4930901821}'::text[]) AS number");

        admin.setAttributes(id, Map.of("phoneNumber", List.of("+4930901820")));

        List<CustomerRecord> records = path.tellsSince(1, id);
        assertThat(records.get(0).data().get("fields").toString()).isEqualTo("[\"phoneNumber\"]");
    }

    @Test
    @DisplayName("account console: profile update")
    void accountConsoleUpdate(PathRow path) {
        String email = customers.address();
        String id = customers.known(email);
        try (BrowserContext context = ground.browser().fresh()) {
            Page page = context.newPage();
            CustomerPages.openAccount(page, ground.node().baseUrl(), email);
            CustomerPages.changeFirstName(page, "Maximiliane");
        }

        List<CustomerRecord> records = path.tellsSince(1, id);
        assertThat(records.get(0).data().get("fields").toString()).isEqualTo("[\"firstName\"]");
    }
}
