package shop.identity.it.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.keycloak.representations.idm.ClientRepresentation;
import org.keycloak.representations.idm.RealmRepresentation;
import org.keycloak.representations.idm.UserRepresentation;
import shop.identity.it.ground.AdminApi;
import shop.identity.it.ground.CustomerPages;
import shop.identity.it.ground.CustomerRecord;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.OnGround;
import shop.identity.it.ground.Registration;
import shop.identity.it.ground.Topic;

/**
 * Every way a customer comes, changes or goes: the events of one transaction, at most one of a type, with who and how.
 * A row here is a row of the matrix in {@code docs/events.md}.
 */
@OnGround
@Tag("EV-2")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PathMatrixIT {

    private final Ground ground;
    private AdminApi admin;

    PathMatrixIT(Ground ground) {
        this.ground = ground;
    }

    @BeforeAll
    void logIn() {
        admin = ground.admin();
    }

    @AfterAll
    void logOut() {
        admin.close();
    }

    private static String address() {
        return "m-" + UUID.randomUUID() + "@example.com";
    }

    /** A customer that staff created, with the record of that already seen. */
    private String known(String email) {
        String id = admin.createWithPassword(email, Registration.PASSWORD);
        ground.topic().eventually(id, 1);
        return id;
    }

    /** All that was told since the customer became known, and that it was told in order. */
    private List<CustomerRecord> toldSince(String id, int known, int expected) {
        List<CustomerRecord> records = ground.topic().settled(id, known + expected);
        assertThat(Topic.disorder(records)).isEmpty();
        return records.subList(known, records.size());
    }

    private static List<String> told(List<CustomerRecord> records) {
        return records.stream().map(CustomerRecord::told).toList();
    }

    @Test
    @DisplayName("registration form")
    void registrationForm() throws IOException, InterruptedException {
        String email = address();
        assertThat(ground.registration().register(email).isRegistered()).isTrue();

        List<CustomerRecord> records = toldSince(ground.customerId(email).orElseThrow(), 0, 1);

        assertThat(told(records)).containsExactly("customer.created by self over registration-form");
        assertThat(records.get(0).data().get("status").asText()).isEqualTo("PENDING");
    }

    @Test
    @DisplayName("admin REST: create")
    void adminCreate() {
        String id = admin.create(AdminApi.person(address()));

        assertThat(told(toldSince(id, 0, 1))).containsExactly("customer.created by admin over admin-api");
    }

    @Test
    @DisplayName("admin REST: update of profile and attribute")
    @Tag("EV-3")
    void adminUpdate() {
        String id = known(address());
        UserRepresentation user = admin.customer(id).toRepresentation();
        user.setFirstName("Maximiliane");
        user.setAttributes(Map.of("phoneNumber", List.of("+4930901820")));

        admin.customer(id).update(user);

        List<CustomerRecord> records = toldSince(id, 1, 1);
        assertThat(told(records)).containsExactly("customer.updated by admin over admin-api");
        assertThat(records.get(0).data().get("fields").toString()).isEqualTo("[\"firstName\",\"phoneNumber\"]");
    }

    @Test
    @DisplayName("admin REST: removal of an attribute, which Keycloak does by a bulk statement")
    @Tag("EV-3")
    void adminRemovesAttribute() {
        String id = known(address());
        admin.setAttributes(id, Map.of("phoneNumber", List.of("+4930901820")));
        ground.topic().eventually(id, 2);

        admin.setAttributes(id, Map.of());

        List<CustomerRecord> records = toldSince(id, 2, 1);
        assertThat(told(records)).containsExactly("customer.updated by admin over admin-api");
        assertThat(records.get(0).data().get("fields").toString()).isEqualTo("[\"phoneNumber\"]");
    }

    @Test
    @DisplayName("admin REST: an update that changes nothing")
    void adminUpdatesNothing() {
        String id = known(address());

        admin.customer(id).update(admin.customer(id).toRepresentation());

        assertThat(toldSince(id, 1, 0)).isEmpty();
    }

    @Test
    @DisplayName("admin REST: e-mail address verified by staff")
    void adminVerifies() {
        String id = known(address());
        UserRepresentation user = admin.customer(id).toRepresentation();
        user.setEmailVerified(true);

        admin.customer(id).update(user);

        List<CustomerRecord> records = toldSince(id, 1, 1);
        assertThat(told(records)).containsExactly("customer.status_changed by admin over admin-api");
        assertThat(records.get(0).data().get("from").asText()).isEqualTo("PENDING");
        assertThat(records.get(0).data().get("to").asText()).isEqualTo("ACTIVE");
    }

    @Test
    @DisplayName("admin REST: delete")
    @Tag("EV-3")
    void adminDelete() {
        String email = address();
        String id = known(email);

        admin.customer(id).remove();

        List<CustomerRecord> records = toldSince(id, 1, 1);
        assertThat(told(records)).containsExactly("customer.deleted by admin over admin-api");
        assertThat(records.get(0).data().get("reason").asText()).isEqualTo("administration");
        assertThat(records.get(0).data().toString()).doesNotContain(email).doesNotContain("Erika");
        assertThat(ground.count("SELECT COUNT(*) FROM SHOP_CUSTOMER WHERE CUSTOMER_ID = ?", id))
                .isZero();
    }

    @Test
    @DisplayName("admin console: the enabled switch, off and on")
    void adminConsoleToggle() {
        String id = known(address());
        try (BrowserContext context = ground.browser().fresh()) {
            Page page = context.newPage();
            CustomerPages.toggleEnabled(page, ground.node().baseUrl(), id);
        }

        List<CustomerRecord> records = toldSince(id, 1, 2);
        assertThat(told(records))
                .containsExactly(
                        "customer.status_changed by admin over admin-api",
                        "customer.status_changed by admin over admin-api");
        assertThat(records.get(0).data().get("to").asText()).isEqualTo("SUSPENDED");
        assertThat(records.get(1).data().get("from").asText()).isEqualTo("SUSPENDED");
        assertThat(records.get(1).data().get("to").asText()).isEqualTo("PENDING");
    }

    @Test
    @DisplayName("account console: profile update")
    void accountConsoleUpdate() {
        String email = address();
        String id = known(email);
        try (BrowserContext context = ground.browser().fresh()) {
            Page page = context.newPage();
            CustomerPages.openAccount(page, ground.node().baseUrl(), email);
            CustomerPages.changeFirstName(page, "Maximiliane");
        }

        List<CustomerRecord> records = toldSince(id, 1, 1);
        assertThat(told(records)).containsExactly("customer.updated by self over account-api");
        assertThat(records.get(0).data().get("fields").toString()).isEqualTo("[\"firstName\"]");
    }

    @Test
    @DisplayName("account console: the customer deletes the account")
    @Tag("EV-3")
    void selfServiceDelete() {
        String email = address();
        String id = known(email);
        try (BrowserContext context = ground.browser().fresh()) {
            Page page = context.newPage();
            CustomerPages.deleteAccount(page, ground.node().baseUrl(), email);
        }

        List<CustomerRecord> records = toldSince(id, 1, 1);
        assertThat(told(records)).containsExactly("customer.deleted by self over required-action");
        assertThat(records.get(0).data().get("reason").asText()).isEqualTo("self-service");
    }

    @Test
    @DisplayName("import of a realm with users")
    void realmImport() {
        String name = "imported-" + UUID.randomUUID();
        UserRepresentation user = AdminApi.person(address());
        user.setId(UUID.randomUUID().toString());
        RealmRepresentation realm = realm(name, List.of("shop-customer-events"));
        realm.setUsers(List.of(user));

        admin.keycloak().realms().create(realm);

        List<CustomerRecord> records = toldSince(user.getId(), 0, 1);
        assertThat(told(records)).containsExactly("customer.created by admin over import");
        assertThat(records.get(0).headers()).containsEntry("ce_source", "/realms/" + name);
        admin.keycloak().realm(name).remove();
        assertThat(ground.count("SELECT COUNT(*) FROM SHOP_CUSTOMER WHERE CUSTOMER_ID = ?", user.getId()))
                .isZero();
    }

    @Test
    @DisplayName("import of a realm with users at server start")
    void realmImportAtStart() {
        List<CustomerRecord> records = toldSince("5b6f5c1e-3f0e-4f0a-9f43-0d6a4a3c1f10", 0, 1);

        assertThat(told(records)).containsExactly("customer.created by system over import");
        assertThat(records.get(0).data().get("status").asText()).isEqualTo("ACTIVE");
        assertThat(records.get(0).headers()).containsEntry("ce_source", "/realms/startup");
    }

    @Test
    @DisplayName("partial import, also one that overwrites")
    void partialImport() {
        UserRepresentation user = AdminApi.person(address());
        user.setId(UUID.randomUUID().toString());
        try (Response answer = admin.importUsers(List.of(user), "FAIL")) {
            assertThat(answer.getStatus()).isEqualTo(200);
        }
        assertThat(told(toldSince(user.getId(), 0, 1))).containsExactly("customer.created by admin over import");

        user.setFirstName("Maximiliane");
        try (Response answer = admin.importUsers(List.of(user), "OVERWRITE")) {
            assertThat(answer.getStatus()).isEqualTo(200);
        }

        assertThat(told(toldSince(user.getId(), 1, 2)))
                .containsExactly("customer.deleted by admin over import", "customer.created by admin over import");
    }

    @Test
    @DisplayName("a service account is no customer")
    void serviceAccount() {
        ClientRepresentation client = new ClientRepresentation();
        client.setClientId("service-" + UUID.randomUUID());
        client.setServiceAccountsEnabled(true);
        client.setPublicClient(false);
        try (Response answer = admin.shop().clients().create(client)) {
            assertThat(answer.getStatus()).isEqualTo(201);
        }
        String user = ground.query(
                        "SELECT ID FROM USER_ENTITY WHERE USERNAME = ?", "service-account-" + client.getClientId())
                .get(0);

        assertThat(toldSince(user, 0, 0)).isEmpty();
    }

    @Test
    @DisplayName("a realm that does not name the listener is untouched")
    void otherRealm() {
        String name = "other-" + UUID.randomUUID();
        UserRepresentation user = AdminApi.person(address());
        user.setId(UUID.randomUUID().toString());
        RealmRepresentation realm = realm(name, List.of("jboss-logging"));
        realm.setUsers(List.of(user));
        admin.keycloak().realms().create(realm);

        assertThat(toldSince(user.getId(), 0, 0)).isEmpty();
        assertThat(ground.count("SELECT COUNT(*) FROM SHOP_CUSTOMER WHERE CUSTOMER_ID = ?", user.getId()))
                .isZero();
        admin.keycloak().realm(name).remove();
    }

    private static RealmRepresentation realm(String name, List<String> listeners) {
        RealmRepresentation realm = new RealmRepresentation();
        realm.setRealm(name);
        realm.setEnabled(true);
        realm.setEventsListeners(listeners);
        return realm;
    }
}
