package shop.identity.it.status;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.core.Response;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.keycloak.representations.idm.authorization.Logic;
import org.keycloak.representations.idm.authorization.ScopePermissionRepresentation;
import org.keycloak.representations.idm.authorization.UserPolicyRepresentation;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.OnGround;

/** Which staff may see and change the status of which customers. */
@OnGround
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("CD-5")
class StatusPermissionsIT {

    private final Ground ground;
    private StatusRealm realm;
    private StatusInterface staff;

    StatusPermissionsIT(Ground ground) {
        this.ground = ground;
    }

    @BeforeAll
    void createRealm() {
        realm = new StatusRealm(ground);
        staff = realm.administrator();
    }

    @AfterAll
    void removeRealm() {
        realm.close();
    }

    @Test
    void whoMaySeeMayNotChangeAndOthersSeeNothing() {
        String id = realm.customer();
        StatusInterface viewer = realm.employ(StatusRealm.unique("viewer"), "view-users");
        StatusInterface other = realm.employ(StatusRealm.unique("other"), "manage-events");

        assertThat(viewer.get(id).status()).isEqualTo(200);
        assertThat(viewer.put(id, "SUSPENDED", "no").status()).isEqualTo(403);
        assertThat(viewer.get(StatusRealm.NOBODY).status()).isEqualTo(404);
        assertThat(other.get(id).status()).isEqualTo(403);
        assertThat(other.put(id, "SUSPENDED", "no").status()).isEqualTo(403);
        assertThat(other.get(StatusRealm.NOBODY).text()).isEqualTo(other.get(id).text());
        assertThat(other.put(StatusRealm.NOBODY, "SUSPENDED", "no").text())
                .isEqualTo(other.put(id, "SUSPENDED", "no").text());
        assertThat(ground.topic().settled(id, 1)).hasSize(1);
    }

    /** A permission of Keycloak's own, for one customer and no other. */
    @Test
    void fineGrainedPermissionsCount() {
        String theirs = realm.customer();
        String others = realm.customer();
        String name = StatusRealm.unique("carer");
        StatusInterface carer = realm.employ(name, "query-users");
        assertThat(carer.put(theirs, "SUSPENDED", "case 4711").status()).isEqualTo(403);
        permit(
                realm.resource()
                        .users()
                        .searchByEmail(name + "@example.com", true)
                        .get(0)
                        .getId(),
                theirs);

        assertThat(carer.put(theirs, "SUSPENDED", "case 4711").status()).isEqualTo(200);
        assertThat(carer.get(theirs).json().get("reason").asText()).isEqualTo("case 4711");
        assertThat(carer.put(others, "SUSPENDED", "case 4711").status()).isEqualTo(403);
        assertThat(carer.get(others).status()).isEqualTo(403);
    }

    private void permit(String staffId, String customerId) {
        String client = realm.resource()
                .clients()
                .findByClientId("admin-permissions")
                .get(0)
                .getId();
        UserPolicyRepresentation policy = new UserPolicyRepresentation();
        policy.setName(StatusRealm.unique("is-carer"));
        policy.addUser(staffId);
        policy.setLogic(Logic.POSITIVE);
        realm.resource()
                .clients()
                .get(client)
                .authorization()
                .policies()
                .user()
                .create(policy)
                .close();
        ScopePermissionRepresentation permission = new ScopePermissionRepresentation();
        permission.setName(StatusRealm.unique("care"));
        permission.setResourceType("Users");
        permission.setResources(Set.of(customerId));
        permission.setScopes(Set.of("view", "manage"));
        permission.setPolicies(Set.of(policy.getName()));
        try (Response created = realm.resource()
                .clients()
                .get(client)
                .authorization()
                .permissions()
                .scope()
                .create(permission)) {
            assertThat(created.getStatus()).isEqualTo(201);
        }
    }

    @Test
    void aServiceIsNoCustomer() {
        String client = realm.resource().clients().findAll().stream()
                .filter(each -> Boolean.TRUE.equals(each.isServiceAccountsEnabled()))
                .findFirst()
                .orElseThrow()
                .getId();
        String service =
                realm.resource().clients().get(client).getServiceAccountUser().getId();

        assertThat(staff.get(service).status()).isEqualTo(404);
        assertThat(staff.put(service, "SUSPENDED", "no").status()).isEqualTo(404);
        assertThat(realm.user(service).toRepresentation().isEnabled()).isTrue();
    }
}
