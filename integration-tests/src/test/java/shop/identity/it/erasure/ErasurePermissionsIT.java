package shop.identity.it.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.keycloak.admin.client.resource.AuthorizationResource;
import org.keycloak.representations.idm.RoleRepresentation;
import org.keycloak.representations.idm.authorization.Logic;
import org.keycloak.representations.idm.authorization.ScopePermissionRepresentation;
import org.keycloak.representations.idm.authorization.UserPolicyRepresentation;
import shop.identity.it.erasure.LeavingRealm.Leaver;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.OnGround;

/** Which staff may see, ask for, call off and hand out what of which customers; also by a permission of Keycloak's own, for one of them. */
@OnGround
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("GD-1")
@Tag("GD-9")
class ErasurePermissionsIT {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final String REASON = "{\"reason\":\"Much to do.\"}";

    private final Ground ground;
    private LeavingRealm realm;

    ErasurePermissionsIT(Ground ground) {
        this.ground = ground;
    }

    @BeforeAll
    void open() {
        realm = new LeavingRealm(ground, settings -> settings.setAdminPermissionsEnabled(true));
    }

    @AfterAll
    void close() {
        realm.close();
    }

    private record Employee(String id, String token) {}

    private Employee employee(String... roles) throws Exception {
        Leaver person = realm.customer();
        String management = realm.resource()
                .clients()
                .findByClientId("realm-management")
                .get(0)
                .getId();
        List<RoleRepresentation> granted = List.of(roles).stream()
                .map(role -> realm.resource()
                        .clients()
                        .get(management)
                        .roles()
                        .get(role)
                        .toRepresentation())
                .toList();
        realm.resource()
                .users()
                .get(person.id())
                .roles()
                .clientLevel(management)
                .add(granted);
        return new Employee(person.id(), realm.timeless(person));
    }

    private int by(Employee who, String method, String path, String body) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(ground.node()
                                .baseUrl() + "/admin/realms/" + realm.shipped().name() + "/shop-privacy" + path))
                .header("Authorization", "Bearer " + who.token())
                .header("Content-Type", "application/json")
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body));
        HttpResponse<String> answer = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() == 403) {
            assertThat(answer.body()).doesNotContain("Mustermann", "@example.com");
        }
        return answer.statusCode();
    }

    private static String about(String customerId) {
        return "{\"customerId\":\"" + customerId + "\"}";
    }

    @Test
    void whoMaySeeMayNotChange() throws Exception {
        Employee viewer = employee("view-users");
        Leaver who = realm.customer();
        String id = realm.leaves(who);

        assertThat(by(viewer, "GET", "/erasures", "")).isEqualTo(200);
        assertThat(by(viewer, "GET", "/erasures/" + id, "")).isEqualTo(200);
        assertThat(by(viewer, "GET", "/erasures/" + id + "/tasks", "")).isEqualTo(200);
        assertThat(by(viewer, "GET", "/tasks", "")).isEqualTo(200);
        assertThat(by(viewer, "GET", "/exports", "")).isEqualTo(200);
        assertThat(by(viewer, "POST", "/erasures", about(who.id()))).isEqualTo(403);
        assertThat(by(viewer, "POST", "/erasures/" + id + "/cancel", "")).isEqualTo(403);
        assertThat(by(viewer, "POST", "/erasures/" + id + "/extend", REASON)).isEqualTo(403);
        assertThat(by(viewer, "POST", "/erasures/" + id + "/tasks/order/retry", ""))
                .isEqualTo(403);
        assertThat(by(viewer, "GET", "/customers/" + who.id() + "/export", ""))
                .as("the customer's events are in it")
                .isEqualTo(403);
        assertThat(realm.state(id)).isEqualTo("requested");
    }

    @Test
    void whoMayDoNeitherIsToldNothing() throws Exception {
        Leaver who = realm.customer();
        String id = realm.leaves(who);
        for (Employee other : List.of(employee("manage-events"), employee("manage-realm"), employee("query-groups"))) {
            for (String there : List.of(id, UUID.randomUUID().toString(), "nothing")) {
                assertThat(by(other, "GET", "/erasures/" + there, "")).isEqualTo(403);
                assertThat(by(other, "POST", "/erasures/" + there + "/cancel", ""))
                        .isEqualTo(403);
                assertThat(by(other, "GET", "/customers/" + there + "/export", ""))
                        .isEqualTo(403);
            }
            for (String list : List.of("/erasures", "/tasks", "/exports")) {
                assertThat(by(other, "GET", list, "")).isEqualTo(403);
            }
            assertThat(by(other, "POST", "/erasures", about(who.id()))).isEqualTo(403);
            assertThat(by(other, "POST", "/erasures", about("nobody"))).isEqualTo(403);
        }
        assertThat(realm.state(id)).isEqualTo("requested");
    }

    /** A permission for one customer is one for that customer's requests, and for nobody else's, nor for the register. */
    @Test
    void aPermissionForOneCustomer() throws Exception {
        Employee carer = employee("query-users");
        Leaver theirs = realm.customer();
        Leaver others = realm.customer();
        String othersRequest = realm.leaves(others);
        assertThat(by(carer, "POST", "/erasures", about(theirs.id()))).isEqualTo(403);
        permit(carer.id(), theirs.id());

        assertThat(by(carer, "POST", "/erasures", about(theirs.id()))).isEqualTo(201);
        assertThat(by(carer, "POST", "/erasures", about(others.id()))).isEqualTo(403);
        String id = ground.query("SELECT ID FROM SHOP_ERASURE WHERE CUSTOMER_ID = ?", theirs.id())
                .get(0);
        assertThat(by(carer, "GET", "/erasures/" + id, "")).isEqualTo(200);
        assertThat(by(carer, "GET", "/erasures/" + othersRequest, "")).isEqualTo(403);
        assertThat(by(carer, "GET", "/erasures", "")).isEqualTo(403);
        assertThat(by(carer, "POST", "/erasures/" + othersRequest + "/extend", REASON))
                .isEqualTo(403);
        assertThat(by(carer, "POST", "/erasures/" + othersRequest + "/cancel", ""))
                .isEqualTo(403);
        assertThat(by(carer, "POST", "/erasures/" + id + "/extend", REASON)).isEqualTo(200);
        assertThat(by(carer, "POST", "/erasures/" + id + "/cancel", "")).isEqualTo(200);
        assertThat(realm.state(othersRequest)).isEqualTo("requested");
        assertThat(ground.query("SELECT CLOSED_STAFF FROM SHOP_ERASURE WHERE ID = ?", id))
                .containsExactly(carer.id());
    }

    private void permit(String staffId, String customerId) {
        String client = realm.resource()
                .clients()
                .findByClientId("admin-permissions")
                .get(0)
                .getId();
        AuthorizationResource permissions =
                realm.resource().clients().get(client).authorization();
        UserPolicyRepresentation policy = new UserPolicyRepresentation();
        policy.setName("is-" + staffId);
        policy.addUser(staffId);
        policy.setLogic(Logic.POSITIVE);
        permissions.policies().user().create(policy).close();
        ScopePermissionRepresentation permission = new ScopePermissionRepresentation();
        permission.setName("may-" + staffId);
        permission.setResourceType("Users");
        permission.setResources(Set.of(customerId));
        permission.setScopes(Set.of("view", "manage"));
        permission.setPolicies(Set.of(policy.getName()));
        try (Response created = permissions.permissions().scope().create(permission)) {
            assertThat(created.getStatus()).isEqualTo(201);
        }
    }
}
