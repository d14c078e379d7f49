package shop.identity.it.paths;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.keycloak.admin.client.CreatedResponseUtil;
import org.keycloak.common.util.MultivaluedHashMap;
import org.keycloak.representations.idm.ClientRepresentation;
import org.keycloak.representations.idm.ComponentRepresentation;
import org.keycloak.representations.idm.RealmRepresentation;
import org.keycloak.representations.idm.UserRepresentation;
import shop.identity.it.ground.AdminApi;
import shop.identity.it.ground.CustomerRecord;
import shop.identity.it.ground.Ground;

/** How many customers go at once, by bulk statements. */
@OnPath
@Tag("EV-3")
class BulkEndPathsIT {

    /** More than one portion of those that the pack writes at a time. */
    private static final int CROWD = 2500;

    private final Ground ground;
    private final Customers customers;
    private final AdminApi admin;

    BulkEndPathsIT(Ground ground, Customers customers) {
        this.ground = ground;
        this.customers = customers;
        this.admin = customers.admin();
    }

    @Test
    @DisplayName("realm removed")
    void realmRemoved(PathRow path) {
        UserRepresentation user = customers.imported();
        RealmRepresentation realm = realmWith(user);
        String realmId =
                admin.keycloak().realm(realm.getRealm()).toRepresentation().getId();
        ground.topic().eventually(user.getId(), 1);
        String untold = fromBeforeThePack(realmId, 1).get(0);
        String service = serviceAccountIn(realm.getRealm());

        admin.keycloak().realm(realm.getRealm()).remove();

        List<CustomerRecord> records = path.tellsSince(1, user.getId());
        assertThat(records.get(0).data().get("reason").asText()).isEqualTo("realm-removed");
        assertThat(records.get(0).data().toString())
                .doesNotContain(user.getEmail())
                .doesNotContain("Erika");
        assertThat(records.get(0).headers()).containsEntry("ce_source", "/realms/" + realm.getRealm());
        path.tells(untold);
        assertThat(ground.topic().of(service)).isEmpty();
        assertThat(ground.count("SELECT COUNT(*) FROM SHOP_CUSTOMER WHERE REALM_ID = ?", realmId))
                .isZero();
    }

    @Test
    @DisplayName("realm removed, with thousands of customers")
    void crowdedRealmRemoved(PathRow path) {
        RealmRepresentation realm = realmWith(customers.imported());
        String realmId =
                admin.keycloak().realm(realm.getRealm()).toRepresentation().getId();
        List<String> crowd = fromBeforeThePack(realmId, CROWD);

        admin.keycloak().realm(realm.getRealm()).remove();

        path.tells(crowd.get(0));
        path.tells(crowd.get(CROWD - 1));
        Awaitility.await("the end of everyone")
                .until(() -> crowd.stream().allMatch(id -> ground.topic().of(id).size() >= 1));
    }

    @Test
    @DisplayName("a realm without the listener removed")
    void otherRealmRemoved(PathRow path) {
        UserRepresentation user = customers.imported();
        RealmRepresentation realm = realmWith(user);
        ground.topic().eventually(user.getId(), 1);
        realm.setUsers(null);
        realm.setEventsListeners(List.of("jboss-logging"));
        admin.keycloak().realm(realm.getRealm()).update(realm);

        admin.keycloak().realm(realm.getRealm()).remove();

        path.tellsSince(1, user.getId());
        assertThat(ground.count("SELECT COUNT(*) FROM SHOP_CUSTOMER WHERE CUSTOMER_ID = ?", user.getId()))
                .isZero();
    }

    @Test
    @DisplayName("user storage provider removed: who was imported from it")
    void storageRemoved(PathRow path) {
        String storage = storage();
        String imported = importedFrom(storage);
        String local = customers.known(customers.address());

        admin.shop().components().component(storage).remove();

        List<CustomerRecord> records = path.tellsSince(1, imported);
        assertThat(records.get(0).data().get("reason").asText()).isEqualTo("federation-removed");
        assertThat(ground.topic().of(local)).hasSize(1);
        assertThat(ground.count("SELECT COUNT(*) FROM SHOP_CUSTOMER WHERE CUSTOMER_ID = ?", local))
                .isEqualTo(1);
    }

    @Test
    @DisplayName("user storage provider: imported users removed")
    void importedUsersRemoved(PathRow path) {
        String storage = storage();
        String imported = importedFrom(storage);
        assertThat(preferences(imported)).isEqualTo(1);

        admin.shop().userStorage().removeImportedUsers(storage);

        List<CustomerRecord> records = path.tellsSince(1, imported);
        assertThat(records.get(0).data().get("reason").asText()).isEqualTo("federation-removed");
        assertThat(preferences(imported))
                .as("what the pack keeps of who is gone")
                .isZero();
        admin.shop().components().component(storage).remove();
    }

    @Test
    @DisplayName("user storage provider: imported users unlinked")
    void importedUsersUnlinked(PathRow path) {
        String storage = storage();
        String imported = importedFrom(storage);

        admin.shop().userStorage().unlink(storage);

        path.tellsSince(1, imported);
        admin.shop().components().component(storage).remove();
        path.tellsSince(1, imported);
    }

    private long preferences(String id) {
        return ground.count("SELECT COUNT(*) FROM SHOP_PREFERENCES WHERE USER_ID = ?", id);
    }

    private RealmRepresentation realmWith(UserRepresentation user) {
        RealmRepresentation realm = new RealmRepresentation();
        realm.setRealm("removed-" + UUID.randomUUID());
        realm.setEnabled(true);
        realm.setEventsListeners(List.of("shop-customer-events"));
        realm.setUsers(List.of(user));
        admin.keycloak().realms().create(realm);
        return realm;
    }

    /** Customers of whom nothing was told yet. */
    private List<String> fromBeforeThePack(String realmId, int count) {
        List<String> ids = IntStream.range(0, count)
                .mapToObj(i -> UUID.randomUUID().toString())
                .toList();
        ground.execute("INSERT INTO USER_ENTITY (ID, REALM_ID, USERNAME, ENABLED, EMAIL_VERIFIED, NOT_BEFORE,"
                + " EMAIL_CONSTRAINT) SELECT id, '" + realmId + "', id, TRUE, TRUE, 0, id FROM unnest('{"
                + String.join(",", ids) + "}'::text[]) AS id");
        return ids;
    }

    private String serviceAccountIn(String realm) {
        ClientRepresentation client = new ClientRepresentation();
        client.setClientId("service-" + UUID.randomUUID());
        client.setServiceAccountsEnabled(true);
        client.setPublicClient(false);
        try (Response answer = admin.keycloak().realm(realm).clients().create(client)) {
            String id = CreatedResponseUtil.getCreatedId(answer);
            return admin.keycloak()
                    .realm(realm)
                    .clients()
                    .get(id)
                    .getServiceAccountUser()
                    .getId();
        }
    }

    /** A directory that is switched off: neither removing it nor unlinking needs it to answer. */
    private String storage() {
        ComponentRepresentation storage = new ComponentRepresentation();
        storage.setName("directory-" + UUID.randomUUID());
        storage.setProviderId("ldap");
        storage.setProviderType("org.keycloak.storage.UserStorageProvider");
        storage.setConfig(new MultivaluedHashMap<>());
        storage.getConfig().putSingle("enabled", "false");
        storage.getConfig().putSingle("connectionUrl", "ldap://127.0.0.1:1");
        storage.getConfig().putSingle("usersDn", "ou=people,dc=example,dc=com");
        storage.getConfig().putSingle("usernameLDAPAttribute", "uid");
        storage.getConfig().putSingle("rdnLDAPAttribute", "uid");
        storage.getConfig().putSingle("uuidLDAPAttribute", "entryUUID");
        storage.getConfig().putSingle("userObjectClasses", "inetOrgPerson");
        storage.getConfig().putSingle("authType", "none");
        storage.getConfig().putSingle("editMode", "READ_ONLY");
        storage.getConfig().putSingle("vendor", "other");
        try (Response answer = admin.shop().components().add(storage)) {
            return CreatedResponseUtil.getCreatedId(answer);
        }
    }

    /** A customer whose row says so, as an import leaves it. */
    private String importedFrom(String storage) {
        String id = customers.known(customers.address());
        ground.execute("UPDATE USER_ENTITY SET FEDERATION_LINK = '" + storage + "' WHERE ID = '" + id + "'");
        return id;
    }
}
