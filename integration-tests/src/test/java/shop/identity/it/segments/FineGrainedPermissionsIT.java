package shop.identity.it.segments;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.core.Response;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.keycloak.admin.client.resource.AuthorizationResource;
import org.keycloak.representations.idm.RealmRepresentation;
import org.keycloak.representations.idm.authorization.Logic;
import org.keycloak.representations.idm.authorization.ScopePermissionRepresentation;
import org.keycloak.representations.idm.authorization.UserPolicyRepresentation;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.OnGround;
import shop.identity.it.segments.SegmentRealm.Customer;

/** Staff who have no role but a permission of their own, as the admin console gives it. */
@OnGround
@Tag("SG-1")
class FineGrainedPermissionsIT {

    private final Ground ground;

    FineGrainedPermissionsIT(Ground ground) {
        this.ground = ground;
    }

    /** A rule puts customers there whom this person may not even see. */
    @Test
    void whoMayManageAGroupGivesItNoRule() throws Exception {
        try (SegmentRealm realm = new SegmentRealm(ground)) {
            RealmRepresentation settings = realm.resource().toRepresentation();
            settings.setAdminPermissionsEnabled(true);
            realm.resource().update(settings);
            Customer person = realm.customer();
            realm.grant(person, "query-groups");
            String theirs = realm.api().make("{\"name\":\"theirs\"}");
            permit(realm, person, "Groups", theirs, "view", "manage", "manage-membership");
            SegmentApi api = realm.api().as(realm.token(person));

            assertThat(api.put("/" + theirs, "{\"name\":\"ours\"}").status()).isEqualTo(200);
            assertThat(api.put("/" + theirs, "{\"name\":\"ours\",\"rule\":\"emailVerified\"}")
                            .status())
                    .isEqualTo(403);
            assertThat(api.put("/" + theirs, "{\"name\":\"ours\",\"default\":true}")
                            .status())
                    .isEqualTo(403);
            assertThat(api.post("/" + theirs + "/evaluate", "").status()).isEqualTo(403);
            assertThat(realm.api().get("/" + theirs).json().get("rule").isNull())
                    .isTrue();
            assertThat(realm.members(theirs)).isZero();
        }
    }

    private static void permit(SegmentRealm realm, Customer person, String type, String resource, String... scopes) {
        String client = realm.resource()
                .clients()
                .findByClientId("admin-permissions")
                .get(0)
                .getId();
        AuthorizationResource permissions =
                realm.resource().clients().get(client).authorization();
        UserPolicyRepresentation policy = new UserPolicyRepresentation();
        policy.setName("is-" + person.id());
        policy.addUser(person.id());
        policy.setLogic(Logic.POSITIVE);
        permissions.policies().user().create(policy).close();
        ScopePermissionRepresentation permission = new ScopePermissionRepresentation();
        permission.setName("may-" + person.id());
        permission.setResourceType(type);
        permission.setResources(Set.of(resource));
        permission.setScopes(Set.of(scopes));
        permission.setPolicies(Set.of(policy.getName()));
        try (Response created = permissions.permissions().scope().create(permission)) {
            assertThat(created.getStatus()).isEqualTo(201);
        }
    }
}
