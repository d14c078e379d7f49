package shop.identity.it.ground;

import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.keycloak.OAuth2Constants;
import org.keycloak.admin.client.CreatedResponseUtil;
import org.keycloak.admin.client.Keycloak;
import org.keycloak.admin.client.KeycloakBuilder;
import org.keycloak.admin.client.resource.RealmResource;
import org.keycloak.admin.client.resource.UserProfileResource;
import org.keycloak.admin.client.resource.UserResource;
import org.keycloak.representations.idm.CredentialRepresentation;
import org.keycloak.representations.idm.PartialImportRepresentation;
import org.keycloak.representations.idm.RealmRepresentation;
import org.keycloak.representations.idm.UserRepresentation;
import org.keycloak.representations.userprofile.config.UPConfig;
import shop.identity.stack.Stack;

/** Staff at one node's admin REST interface. */
public final class AdminApi implements AutoCloseable {

    private final Keycloak keycloak;

    AdminApi(String baseUrl) {
        keycloak = KeycloakBuilder.builder()
                .serverUrl(baseUrl)
                .realm("master")
                .clientId("admin-cli")
                .grantType(OAuth2Constants.PASSWORD)
                .username(Stack.ADMIN)
                .password(Stack.ADMIN)
                .build();
    }

    public Keycloak keycloak() {
        return keycloak;
    }

    /** Each test signs in to the realm {@code master} a few times: what a password costs there is not what is tested. */
    void hashStaffCheaply() {
        RealmResource master = keycloak.realm("master");
        RealmRepresentation realm = master.toRepresentation();
        realm.setPasswordPolicy("hashAlgorithm(pbkdf2-sha256) and hashIterations(1)");
        master.update(realm);
    }

    public RealmResource shop() {
        return keycloak.realm(Stack.REALM);
    }

    public UserResource customer(String id) {
        return shop().users().get(id);
    }

    /** @return the id */
    public String create(UserRepresentation user) {
        try (Response response = shop().users().create(user)) {
            return CreatedResponseUtil.getCreatedId(response);
        }
    }

    /** A realm whose users may have any attribute, and that takes part. */
    public RealmResource createRealmOfFreeAttributes(String name) {
        RealmRepresentation realm = new RealmRepresentation();
        realm.setRealm(name);
        realm.setEnabled(true);
        realm.setEventsListeners(List.of("shop-customer-events"));
        RealmKey.useIn(realm);
        keycloak.realms().create(realm);
        UserProfileResource profile = keycloak.realm(name).users().userProfile();
        UPConfig config = profile.getConfiguration();
        config.setUnmanagedAttributePolicy(UPConfig.UnmanagedAttributePolicy.ENABLED);
        profile.update(config);
        return keycloak.realm(name);
    }

    /** {@code customer.updated} names the changed fields: with these it is larger than 2,000 bytes. */
    public static Map<String, List<String>> twentyLongNames() {
        return IntStream.range(0, 20).boxed().collect(Collectors.toMap(i -> "x".repeat(100) + i, i -> List.of("1")));
    }

    /** A customer who can log in. */
    public String createWithPassword(String email, String password) {
        UserRepresentation user = person(email);
        user.setCredentials(List.of(password(password)));
        return create(user);
    }

    /** @param ifThere what to do with a user who is there: FAIL (as a whole), SKIP or OVERWRITE */
    public Response importUsers(List<UserRepresentation> users, String ifThere) {
        PartialImportRepresentation partial = new PartialImportRepresentation();
        partial.setUsers(users);
        partial.setIfResourceExists(ifThere);
        return shop().partialImport(partial);
    }

    public static UserRepresentation person(String email) {
        UserRepresentation user = new UserRepresentation();
        user.setUsername(email);
        user.setEmail(email);
        user.setFirstName("Erika");
        user.setLastName("Mustermann");
        user.setEnabled(true);
        return user;
    }

    public static CredentialRepresentation password(String value) {
        CredentialRepresentation password = new CredentialRepresentation();
        password.setType(CredentialRepresentation.PASSWORD);
        password.setValue(value);
        return password;
    }

    /** Changes a customer's first name. */
    public void rename(String id, String firstName) {
        UserResource customer = customer(id);
        UserRepresentation user = customer.toRepresentation();
        user.setFirstName(firstName);
        customer.update(user);
    }

    public void setAttributes(String id, Map<String, List<String>> attributes) {
        UserResource customer = customer(id);
        UserRepresentation user = customer.toRepresentation();
        user.setAttributes(attributes);
        customer.update(user);
    }

    @Override
    public void close() {
        keycloak.close();
    }
}
