package shop.identity.it.paths;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.LDAPException;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.keycloak.OAuth2Constants;
import org.keycloak.admin.client.CreatedResponseUtil;
import org.keycloak.admin.client.Keycloak;
import org.keycloak.admin.client.KeycloakBuilder;
import org.keycloak.common.util.MultivaluedHashMap;
import org.keycloak.representations.idm.ComponentRepresentation;
import shop.identity.it.ground.CustomerRecord;
import shop.identity.it.ground.Directory;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.Registration;

/** Customers from an LDAP directory. */
@OnPath
class FederationPathsIT {

    private final Ground ground;
    private final Customers customers;
    private Directory directory;
    private OwnRealm realm;
    private String email;

    FederationPathsIT(Ground ground, Customers customers) {
        this.ground = ground;
        this.customers = customers;
    }

    @BeforeEach
    void someoneInADirectory() throws LDAPException {
        directory = new Directory();
        realm = customers.realm(settings -> {});
        email = customers.address();
        directory.add(email);
    }

    @AfterEach
    void clear() {
        realm.close();
        directory.close();
    }

    @Test
    @DisplayName("LDAP: login of somebody not seen before")
    void login(PathRow path) {
        federate(Map.of());

        logIn();

        path.tells(id());
    }

    @Test
    @DisplayName("LDAP: registration with an address that the directory has")
    void refusedRegistration(PathRow path) throws IOException, InterruptedException {
        federate(Map.of());

        assertThat(ground.registrationIn(realm.name()).register(email).isRegistered())
                .isFalse();

        path.tells(id());
    }

    @Test
    @DisplayName("LDAP: registration form, with a directory that takes registrations")
    void registrationIntoTheDirectory(PathRow path) throws IOException, InterruptedException, LDAPException {
        federate(Map.of("editMode", "WRITABLE", "syncRegistrations", "true"));
        email = customers.address();

        assertThat(ground.registrationIn(realm.name()).register(email).isRegistered())
                .isTrue();

        assertThat(directory.has(email)).isTrue();
        path.tells(id());
    }

    @Test
    @DisplayName("LDAP: full sync by staff")
    void sync(PathRow path) {
        String ldap = federate(Map.of());

        realm.resource().userStorage().syncUsers(ldap, "triggerFullSync");

        path.tells(id());
    }

    @Test
    @DisplayName("LDAP: scheduled sync")
    void scheduledSync(PathRow path) {
        String ldap = federate(Map.of("fullSyncPeriod", "5"));

        Awaitility.await("the sync")
                .atMost(Duration.ofSeconds(30))
                .until(() -> ground.customerId(email), Optional::isPresent);

        path.tells(id());
        // Keycloak cannot remove the realm while a sync is under way.
        realm.resource().components().component(ldap).remove();
    }

    @Test
    @DisplayName("LDAP: entry removed, noticed when staff search")
    @Tag("EV-3")
    void entryRemoved(PathRow path) throws LDAPException {
        String ldap = federate(Map.of());
        realm.resource().userStorage().syncUsers(ldap, "triggerFullSync");
        String id = id();
        ground.topic().eventually(id, 1);
        directory.remove(email);

        assertThat(realm.resource().users().searchByEmail(email, true)).isEmpty();

        List<CustomerRecord> records = path.tellsSince(1, id);
        assertThat(records.get(0).data().get("reason").asText()).isEqualTo("system");
    }

    private String id() {
        return ground.customerId(email).orElseThrow();
    }

    private void logIn() {
        try (Keycloak customer = KeycloakBuilder.builder()
                .serverUrl(ground.node().baseUrl())
                .realm(realm.name())
                .clientId("storefront")
                .grantType(OAuth2Constants.PASSWORD)
                .username(email)
                .password(Registration.PASSWORD)
                .build()) {
            assertThat(customer.tokenManager().getAccessTokenString()).isNotEmpty();
        }
    }

    /** @return the id of the user storage provider */
    private String federate(Map<String, String> more) {
        MultivaluedHashMap<String, String> config = new MultivaluedHashMap<>();
        config.putSingle("vendor", "other");
        config.putSingle("connectionUrl", directory.url());
        config.putSingle("bindDn", Directory.MANAGER);
        config.putSingle("bindCredential", Directory.PASSWORD);
        config.putSingle("usersDn", Directory.PEOPLE);
        config.putSingle("usernameLDAPAttribute", "uid");
        config.putSingle("rdnLDAPAttribute", "uid");
        config.putSingle("uuidLDAPAttribute", "entryUUID");
        config.putSingle("userObjectClasses", "inetOrgPerson");
        config.putSingle("editMode", "READ_ONLY");
        config.putSingle("importEnabled", "true");
        config.putSingle("pagination", "false");
        more.forEach(config::putSingle);
        ComponentRepresentation ldap = new ComponentRepresentation();
        ldap.setName("directory");
        ldap.setProviderId("ldap");
        ldap.setProviderType("org.keycloak.storage.UserStorageProvider");
        ldap.setParentId(realm.resource().toRepresentation().getId());
        ldap.setConfig(config);
        try (Response answer = realm.resource().components().add(ldap)) {
            return CreatedResponseUtil.getCreatedId(answer);
        }
    }
}
