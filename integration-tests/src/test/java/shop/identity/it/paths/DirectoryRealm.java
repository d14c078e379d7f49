package shop.identity.it.paths;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.LDAPException;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import org.keycloak.OAuth2Constants;
import org.keycloak.admin.client.CreatedResponseUtil;
import org.keycloak.admin.client.Keycloak;
import org.keycloak.admin.client.KeycloakBuilder;
import org.keycloak.admin.client.resource.RealmResource;
import org.keycloak.common.util.MultivaluedHashMap;
import org.keycloak.representations.idm.ComponentRepresentation;
import shop.identity.it.ground.Directory;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.Registration;

/** A realm that takes in the customers of a directory, with the first of them in there. */
final class DirectoryRealm implements AutoCloseable {

    private final Directory directory = new Directory();
    private final OwnRealm realm;
    private String storage;

    DirectoryRealm(Customers customers, String email) throws LDAPException {
        realm = customers.realm(settings -> {});
        directory.add(email);
    }

    Directory directory() {
        return directory;
    }

    String name() {
        return realm.name();
    }

    RealmResource resource() {
        return realm.resource();
    }

    /** As the directory knows a customer: by direct grant. */
    void logIn(Ground ground, String userName) {
        try (Keycloak customer = KeycloakBuilder.builder()
                .serverUrl(ground.node().baseUrl())
                .realm(realm.name())
                .clientId("storefront")
                .grantType(OAuth2Constants.PASSWORD)
                .username(userName)
                .password(Registration.PASSWORD)
                .build()) {
            assertThat(customer.tokenManager().getAccessTokenString()).isNotEmpty();
        }
    }

    /** Staff have Keycloak take in everybody. */
    void sync() {
        realm.resource().userStorage().syncUsers(storage, "triggerFullSync");
    }

    /** @param more settings of the user storage provider */
    void federate(Map<String, String> more) {
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
            storage = CreatedResponseUtil.getCreatedId(answer);
        }
    }

    /** The provider goes first: Keycloak cannot remove the realm while a sync is under way. */
    @Override
    public void close() {
        if (storage != null) {
            realm.resource().components().component(storage).remove();
        }
        realm.close();
        directory.close();
    }
}
