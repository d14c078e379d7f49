package shop.identity.it.status;

import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.UUID;
import org.keycloak.admin.client.CreatedResponseUtil;
import org.keycloak.admin.client.resource.RealmResource;
import org.keycloak.admin.client.resource.UserResource;
import org.keycloak.representations.idm.ClientRepresentation;
import org.keycloak.representations.idm.RealmRepresentation;
import org.keycloak.representations.idm.UserRepresentation;
import shop.identity.it.ground.AdminApi;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.Registration;
import shop.identity.it.ground.ShippedRealm;

/** A realm for one class of tests, with customers and staff of its own; it locks for good, and keeps admin events. */
final class StatusRealm implements AutoCloseable {

    /** An id that no customer has. */
    static final String NOBODY = "01a20cd2-b32e-7b31-98f9-5df268b8e768";

    private final Ground ground;
    private final ShippedRealm realm;
    private final Arrivals arrivals;

    StatusRealm(Ground ground) {
        this.ground = ground;
        this.realm = new ShippedRealm(ground, StatusRealm::settings);
        this.arrivals = new Arrivals(ground, realm);
    }

    private static void settings(RealmRepresentation realm) {
        ShippedRealm.hashesCheaply(realm);
        realm.setAdminEventsEnabled(true);
        realm.setAdminEventsDetailsEnabled(true);
        realm.setAdminPermissionsEnabled(true);
        realm.setBruteForceProtected(true);
        realm.setPermanentLockout(true);
        realm.setMaxTemporaryLockouts(0);
        realm.setFailureFactor(3);
        realm.setQuickLoginCheckMilliSeconds(0L);
    }

    static String unique(String name) {
        return name + "-" + UUID.randomUUID();
    }

    String name() {
        return realm.name();
    }

    RealmResource resource() {
        return realm.resource();
    }

    Arrivals arrivals() {
        return arrivals;
    }

    /** @return the id of somebody who may log in */
    String customer() {
        return arrivals.customer(user -> {}).id();
    }

    UserResource user(String id) {
        return realm.resource().users().get(id);
    }

    void setEnabled(String id, boolean enabled) {
        UserRepresentation user = user(id).toRepresentation();
        user.setEnabled(enabled);
        user(id).update(user);
    }

    /** Who may do everything. */
    StatusInterface administrator() {
        return StatusInterface.ofAdministrator(ground.node(), realm.name());
    }

    /** Somebody of this realm with these roles of {@code realm-management}. */
    StatusInterface employ(String name, String... roles) {
        UserRepresentation person = new UserRepresentation();
        person.setUsername(name);
        person.setEmail(name + "@example.com");
        person.setFirstName("Staff");
        person.setLastName("Member");
        person.setEmailVerified(true);
        person.setEnabled(true);
        person.setCredentials(List.of(AdminApi.password(Registration.PASSWORD)));
        String id;
        try (Response created = realm.resource().users().create(person)) {
            id = CreatedResponseUtil.getCreatedId(created);
        }
        ClientRepresentation management =
                realm.resource().clients().findByClientId("realm-management").get(0);
        user(id).roles()
                .clientLevel(management.getId())
                .add(List.of(roles).stream()
                        .map(role -> realm.resource()
                                .clients()
                                .get(management.getId())
                                .roles()
                                .get(role)
                                .toRepresentation())
                        .toList());
        return new StatusInterface(
                ground.node(), realm.name(), realm.name(), name + "@example.com", Registration.PASSWORD);
    }

    @Override
    public void close() {
        realm.close();
    }
}
