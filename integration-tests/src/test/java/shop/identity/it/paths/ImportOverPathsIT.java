package shop.identity.it.paths;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keycloak.representations.idm.RealmRepresentation;
import org.keycloak.representations.idm.UserRepresentation;
import org.keycloak.util.JsonSerialization;
import shop.identity.it.ground.AdminApi;
import shop.identity.it.ground.CustomerRecord;
import shop.identity.it.ground.Ground;

/** Imports that meet somebody who is there. */
@OnPath
class ImportOverPathsIT {

    private final Ground ground;
    private final AdminApi admin;
    private final UserRepresentation user;

    ImportOverPathsIT(Ground ground, Customers customers) {
        this.ground = ground;
        this.admin = customers.admin();
        this.user = customers.imported();
    }

    /** The old life ends and a new one begins, in one transaction and under the same id. */
    @Test
    @DisplayName("partial import that overwrites")
    @Tag("EV-3")
    void overwritten(PathRow path) {
        known();
        user.setFirstName("Maximiliane");

        importUser("OVERWRITE");

        List<CustomerRecord> records = path.tellsSince(1, user.getId());
        assertThat(records.get(0).data().get("reason").asText()).isEqualTo("administration");
        assertThat(records.get(1).sequence()).isEqualTo(1);
        assertThat(records.get(1).time()).isAfter(records.get(0).time());
    }

    /** Keycloak finds whom to overwrite by name. */
    @Test
    @DisplayName("partial import that overwrites, with another id: who was there")
    void overwrittenByAnother(PathRow path) {
        known();
        String former = user.getId();
        user.setId(UUID.randomUUID().toString());

        importUser("OVERWRITE");

        List<CustomerRecord> records = path.tellsSince(1, former);
        assertThat(records.get(0).data().get("reason").asText()).isEqualTo("administration");
    }

    @Test
    @DisplayName("partial import that overwrites, with another id: who comes")
    void overwritesAnother(PathRow path) {
        known();
        user.setId(UUID.randomUUID().toString());

        importUser("OVERWRITE");

        path.tells(user.getId());
    }

    @Test
    @DisplayName("partial import that skips who is there")
    void skipped(PathRow path) {
        known();
        user.setFirstName("Maximiliane");

        importUser("SKIP");

        path.tellsSince(1, user.getId());
    }

    /** As after an export: realm and customers have their old ids. */
    @Test
    @DisplayName("realm import over a realm that is there, by kc.sh import")
    @Tag("EV-3")
    void realmReplaced(PathRow path, @TempDir Path folder) throws IOException {
        RealmRepresentation realm = realm();
        Path file = folder.resolve("realm.json");
        JsonSerialization.mapper.writeValue(file.toFile(), realm);
        ground.stack().keycloak().importRealm(file);
        ground.topic().eventually(user.getId(), 1);

        ground.stack().keycloak().importRealm(file);

        List<CustomerRecord> records = path.tellsSince(1, user.getId());
        assertThat(records.get(0).data().get("reason").asText()).isEqualTo("realm-removed");
        assertThat(records.get(1).time()).isAfter(records.get(0).time());
    }

    private RealmRepresentation realm() {
        RealmRepresentation realm = new RealmRepresentation();
        realm.setId(UUID.randomUUID().toString());
        realm.setRealm("there-" + UUID.randomUUID());
        realm.setEnabled(true);
        realm.setEventsListeners(List.of("shop-customer-events"));
        realm.setUsers(List.of(user));
        return realm;
    }

    private void known() {
        importUser("FAIL");
        ground.topic().eventually(user.getId(), 1);
    }

    private void importUser(String ifThere) {
        try (Response answer = admin.importUsers(List.of(user), ifThere)) {
            assertThat(answer.getStatus()).isEqualTo(200);
        }
    }
}
