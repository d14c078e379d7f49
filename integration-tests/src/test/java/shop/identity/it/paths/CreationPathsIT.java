package shop.identity.it.paths;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keycloak.representations.idm.ClientRepresentation;
import org.keycloak.representations.idm.RealmRepresentation;
import org.keycloak.representations.idm.UserRepresentation;
import org.keycloak.util.JsonSerialization;
import shop.identity.it.ground.AdminApi;
import shop.identity.it.ground.CustomerRecord;
import shop.identity.it.ground.Ground;

/** How customers come to be. */
@OnPath
class CreationPathsIT {

    private final Ground ground;
    private final Customers customers;
    private final AdminApi admin;

    CreationPathsIT(Ground ground, Customers customers) {
        this.ground = ground;
        this.customers = customers;
        this.admin = customers.admin();
    }

    @Test
    @DisplayName("registration form")
    void registrationForm(PathRow path) throws IOException, InterruptedException {
        String email = customers.address();
        assertThat(ground.registration().register(email).isRegistered()).isTrue();

        List<CustomerRecord> records = path.tells(ground.customerId(email).orElseThrow());

        assertThat(records.get(0).data().get("status").asText()).isEqualTo("PENDING");
    }

    @Test
    @DisplayName("admin REST: create")
    void adminCreate(PathRow path) {
        String id = admin.create(AdminApi.person(customers.address()));

        path.tells(id);
    }

    @Test
    @DisplayName("realm import with users, over REST")
    void realmImport(PathRow path) {
        UserRepresentation user = customers.imported();
        String name = "imported-" + UUID.randomUUID();
        RealmRepresentation realm = realm(name, "shop-customer-events");
        realm.setUsers(List.of(user));

        admin.keycloak().realms().create(realm);

        List<CustomerRecord> records = path.tells(user.getId());
        assertThat(records.get(0).headers()).containsEntry("ce_source", "/realms/" + name);
        admin.keycloak().realm(name).remove();
        assertThat(versionsOf(user.getId())).isZero();
    }

    @Test
    @DisplayName("realm import with users, at server start")
    void realmImportAtStart(PathRow path) {
        List<CustomerRecord> records = path.tells("5b6f5c1e-3f0e-4f0a-9f43-0d6a4a3c1f10");

        assertThat(records.get(0).data().get("status").asText()).isEqualTo("ACTIVE");
        assertThat(records.get(0).headers()).containsEntry("ce_source", "/realms/startup");
    }

    /**
     * Written by a process of its own, published by the server. The realm stays: the server's staff get their roles for
     * it at its next start.
     */
    @Test
    @DisplayName("realm import with users, by kc.sh import")
    void realmImportByCommand(PathRow path, @TempDir Path folder) throws IOException {
        UserRepresentation user = customers.imported();
        RealmRepresentation realm = realm("imported-" + UUID.randomUUID(), "shop-customer-events");
        realm.setUsers(List.of(user));
        Path file = folder.resolve("realm.json");
        JsonSerialization.mapper.writeValue(file.toFile(), realm);

        ground.stack().keycloak().importRealm(file);

        path.tells(user.getId());
    }

    @Test
    @DisplayName("organisation: registration by an invitation")
    void organisationInvitation(PathRow path) throws IOException, InterruptedException {
        try (OwnRealm realm = customers.realm(settings -> settings.setOrganizationsEnabled(true))) {
            path.tells(new Organisation(ground, realm).registeredByInvitation(customers.address()));
        }
    }

    @Test
    @DisplayName("partial import")
    void partialImport(PathRow path) {
        UserRepresentation user = customers.imported();
        try (Response answer = admin.importUsers(List.of(user), "FAIL")) {
            assertThat(answer.getStatus()).isEqualTo(200);
        }

        path.tells(user.getId());
    }

    @Test
    @DisplayName("service account of a client")
    void serviceAccount(PathRow path) {
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

        path.tells(user);
    }

    @Test
    @DisplayName("a realm without the listener")
    void otherRealm(PathRow path) {
        UserRepresentation user = customers.imported();
        RealmRepresentation realm = realm("other-" + UUID.randomUUID(), "jboss-logging");
        realm.setUsers(List.of(user));

        admin.keycloak().realms().create(realm);

        path.tells(user.getId());
        assertThat(versionsOf(user.getId())).isZero();
        admin.keycloak().realm(realm.getRealm()).remove();
    }

    private static RealmRepresentation realm(String name, String listener) {
        RealmRepresentation realm = new RealmRepresentation();
        realm.setRealm(name);
        realm.setEnabled(true);
        realm.setEventsListeners(List.of(listener));
        return realm;
    }

    private long versionsOf(String customerId) {
        return ground.count("SELECT COUNT(*) FROM SHOP_CUSTOMER WHERE CUSTOMER_ID = ?", customerId);
    }
}
