package shop.identity.it.staff;

import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.keycloak.OAuth2Constants;
import org.keycloak.admin.client.CreatedResponseUtil;
import org.keycloak.admin.client.Keycloak;
import org.keycloak.admin.client.KeycloakBuilder;
import org.keycloak.admin.client.resource.RealmResource;
import org.keycloak.admin.client.resource.UserProfileResource;
import org.keycloak.representations.idm.ClientRepresentation;
import org.keycloak.representations.idm.RealmRepresentation;
import org.keycloak.representations.idm.RoleRepresentation;
import org.keycloak.representations.idm.UserRepresentation;
import org.keycloak.representations.userprofile.config.UPConfig;
import shop.identity.it.ground.AdminApi;
import shop.identity.stack.KeycloakNode;
import shop.identity.stack.Stack;

/** A realm of one test's own, with customers whose records can be made as large as one likes, and with staff. */
final class ShopRealm implements AutoCloseable {

    private static final String PASSWORD = "Staff-only-4711";

    private final AdminApi admin;
    private String name = "staff-" + UUID.randomUUID();

    ShopRealm(AdminApi admin) {
        this.admin = admin;
        RealmRepresentation realm = new RealmRepresentation();
        realm.setRealm(name);
        realm.setEnabled(true);
        realm.setSslRequired("none");
        realm.setAdminEventsEnabled(true);
        realm.setAdminEventsDetailsEnabled(true);
        realm.setEventsListeners(List.of("shop-customer-events"));
        admin.keycloak().realms().create(realm);
        UserProfileResource profile = resource().users().userProfile();
        UPConfig config = profile.getConfiguration();
        config.setUnmanagedAttributePolicy(UPConfig.UnmanagedAttributePolicy.ENABLED);
        profile.update(config);
    }

    String name() {
        return name;
    }

    String id() {
        return resource().toRepresentation().getId();
    }

    RealmResource resource() {
        return admin.keycloak().realm(name);
    }

    void rename(String to) {
        RealmRepresentation realm = resource().toRepresentation();
        realm.setRealm(to);
        resource().update(realm);
        name = to;
    }

    String createCustomer() {
        return create(AdminApi.person("d-" + UUID.randomUUID() + "@example.com"));
    }

    private String create(UserRepresentation user) {
        try (Response answer = resource().users().create(user)) {
            return CreatedResponseUtil.getCreatedId(answer);
        }
    }

    void renameCustomer(String id, String firstName) {
        UserRepresentation user = resource().users().get(id).toRepresentation();
        user.setFirstName(firstName);
        resource().users().get(id).update(user);
    }

    /** {@code customer.updated} names the changed fields: this one names more than two kilobytes of them. */
    void makeLargeRecord(String id) {
        UserRepresentation user = resource().users().get(id).toRepresentation();
        Map<String, List<String>> names = IntStream.range(0, 20)
                .boxed()
                .collect(Collectors.toMap(i -> UUID.randomUUID() + "x".repeat(70), i -> List.of("1")));
        user.setAttributes(names);
        resource().users().get(id).update(user);
    }

    /** Somebody who is known in this realm and has these roles of {@code realm-management}. */
    Staff staff(KeycloakNode node, String... roles) {
        String user = "staff-" + UUID.randomUUID();
        employ(user, roles);
        return Staff.logIn(node, name, user, PASSWORD, name);
    }

    /** Such a person at Keycloak's own admin interface. */
    Keycloak keycloak(KeycloakNode node, String user, String... roles) {
        employ(user, roles);
        return KeycloakBuilder.builder()
                .serverUrl(node.baseUrl())
                .realm(name)
                .clientId("admin-cli")
                .grantType(OAuth2Constants.PASSWORD)
                .username(user)
                .password(PASSWORD)
                .build();
    }

    private void employ(String user, String... roles) {
        UserRepresentation person = AdminApi.person(user + "@example.com");
        person.setUsername(user);
        person.setEmailVerified(true);
        person.setCredentials(List.of(AdminApi.password(PASSWORD)));
        String id = create(person);
        ClientRepresentation management =
                resource().clients().findByClientId("realm-management").get(0);
        List<RoleRepresentation> granted = List.of(roles).stream()
                .map(role -> resource()
                        .clients()
                        .get(management.getId())
                        .roles()
                        .get(role)
                        .toRepresentation())
                .toList();
        resource().users().get(id).roles().clientLevel(management.getId()).add(granted);
    }

    /** The server's administrator, who may do everything in every realm. */
    Staff administrator(KeycloakNode node) {
        return Staff.logIn(node, "master", Stack.ADMIN, Stack.ADMIN, name);
    }

    @Override
    public void close() {
        resource().remove();
    }
}
