package shop.identity.it.privacy;

import com.microsoft.playwright.BrowserContext;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.keycloak.admin.client.CreatedResponseUtil;
import org.keycloak.admin.client.resource.RealmResource;
import org.keycloak.common.util.MultivaluedHashMap;
import org.keycloak.representations.idm.ComponentRepresentation;
import org.keycloak.representations.idm.PartialImportRepresentation;
import org.keycloak.representations.idm.UserRepresentation;
import org.keycloak.representations.workflows.WorkflowRepresentation;
import org.keycloak.representations.workflows.WorkflowStepRepresentation;
import shop.identity.it.ground.AdminApi;
import shop.identity.it.ground.CustomerPages;
import shop.identity.it.ground.Ground;

/** How a customer's account is deleted, other than by an erasure and with the realm. */
enum WayOut {
    STAFF {
        @Override
        void remove(Ground ground, RealmResource realm, Person customer) {
            realm.users().delete(customer.id()).close();
        }
    },
    ACCOUNT_CONSOLE {
        @Override
        void remove(Ground ground, RealmResource realm, Person customer) {
            try (BrowserContext context = ground.browser().fresh()) {
                CustomerPages.deleteAccount(context.newPage(), ground.node().baseUrl(), customer.email());
            }
        }
    },
    WORKFLOW {
        @Override
        void remove(Ground ground, RealmResource realm, Person customer) {
            WorkflowRepresentation workflow = WorkflowRepresentation.withName("delete-" + UUID.randomUUID())
                    .withSteps(WorkflowStepRepresentation.create()
                            .of("delete-user")
                            .build())
                    .build();
            try (Response answer = realm.workflows().create(workflow)) {
                String id = CreatedResponseUtil.getCreatedId(answer);
                realm.workflows().workflow(id).activate("USERS", customer.id());
            }
        }
    },
    USER_STORE_REMOVED {
        @Override
        void remove(Ground ground, RealmResource realm, Person customer) {
            realm.components().component(store(ground, realm, customer)).remove();
        }
    },
    IMPORTED_FROM_A_STORE_AND_REMOVED {
        @Override
        void remove(Ground ground, RealmResource realm, Person customer) {
            String store = store(ground, realm, customer);
            realm.userStorage().removeImportedUsers(store);
            realm.components().component(store).remove();
        }
    },
    IMPORTED_OVER {
        @Override
        void remove(Ground ground, RealmResource realm, Person customer) {
            UserRepresentation other = AdminApi.person(customer.email());
            other.setId(UUID.randomUUID().toString());
            PartialImportRepresentation partial = new PartialImportRepresentation();
            partial.setUsers(List.of(other));
            partial.setIfResourceExists("OVERWRITE");
            realm.partialImport(partial).close();
        }
    };

    abstract void remove(Ground ground, RealmResource realm, Person customer);

    /** The customer's row says then that it came from there. */
    private static String store(Ground ground, RealmResource realm, Person customer) {
        ComponentRepresentation store = new ComponentRepresentation();
        store.setName("directory-" + UUID.randomUUID());
        store.setProviderId("ldap");
        store.setProviderType("org.keycloak.storage.UserStorageProvider");
        MultivaluedHashMap<String, String> config = new MultivaluedHashMap<>();
        Map.of(
                        "enabled", "false",
                        "connectionUrl", "ldap://127.0.0.1:1",
                        "usersDn", "ou=people,dc=example,dc=com",
                        "usernameLDAPAttribute", "uid",
                        "rdnLDAPAttribute", "uid",
                        "uuidLDAPAttribute", "entryUUID",
                        "userObjectClasses", "inetOrgPerson",
                        "authType", "none",
                        "editMode", "READ_ONLY",
                        "vendor", "other")
                .forEach(config::putSingle);
        store.setConfig(config);
        try (Response answer = realm.components().add(store)) {
            String id = CreatedResponseUtil.getCreatedId(answer);
            ground.execute("UPDATE USER_ENTITY SET FEDERATION_LINK = '" + id + "' WHERE ID = '" + customer.id() + "'");
            return id;
        }
    }
}
