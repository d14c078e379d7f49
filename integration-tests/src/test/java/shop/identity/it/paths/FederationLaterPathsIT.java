package shop.identity.it.paths;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.LDAPException;
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
import shop.identity.it.ground.CustomerRecord;
import shop.identity.it.ground.Ground;

/** What becomes of customers whom Keycloak took in from an LDAP directory. */
@OnPath
@Tag("EV-3")
class FederationLaterPathsIT {

    private final Ground ground;
    private final Customers customers;
    private DirectoryRealm realm;
    private String email;

    FederationLaterPathsIT(Ground ground, Customers customers) {
        this.ground = ground;
        this.customers = customers;
    }

    @BeforeEach
    void someoneInADirectory() throws LDAPException {
        email = customers.address();
        realm = new DirectoryRealm(customers, email);
    }

    @AfterEach
    void clear() {
        realm.close();
    }

    @Test
    @DisplayName("LDAP: full sync by staff, with an entry changed over there")
    void sync(PathRow path) throws LDAPException {
        String id = takenIn();
        realm.directory().changeLastName(email, "Musterfrau");

        realm.sync();

        assertThat(fields(path.tellsSince(1, id))).contains("lastName");
    }

    @Test
    @DisplayName("LDAP: full sync by staff, with nothing changed over there")
    void idleSync(PathRow path) {
        String id = takenIn();

        realm.sync();

        path.tellsSince(1, id);
    }

    @Test
    @DisplayName("LDAP: scheduled sync, with an entry changed over there")
    void scheduledSync(PathRow path) throws LDAPException {
        realm.federate(Map.of("fullSyncPeriod", "5"));
        Awaitility.await("the first sync")
                .atMost(Duration.ofSeconds(30))
                .until(() -> ground.customerId(email), Optional::isPresent);
        String id = ground.customerId(email).orElseThrow();
        ground.topic().eventually(id, 1);

        realm.directory().changeLastName(email, "Musterfrau");

        assertThat(fields(path.tellsSince(1, id))).contains("lastName");
    }

    /** The login asks the directory for a name that Keycloak does not know, and gets an entry that it does. */
    @Test
    @DisplayName("LDAP: login under a user name that changed over there")
    void newUserName(PathRow path) throws LDAPException {
        String id = takenIn();
        String name = customers.address();
        realm.directory().changeUserName(email, name);

        realm.logIn(ground, name);

        assertThat(fields(path.tellsSince(1, id))).contains("username");
    }

    @Test
    @DisplayName("LDAP: entry removed, noticed when staff search")
    void entryRemoved(PathRow path) throws LDAPException {
        String id = takenIn();
        realm.directory().remove(email);

        assertThat(realm.resource().users().searchByEmail(email, true)).isEmpty();

        List<CustomerRecord> records = path.tellsSince(1, id);
        assertThat(records.get(0).data().get("reason").asText()).isEqualTo("system");
    }

    /** @return the id of the customer in the directory, with the record of coming already seen */
    private String takenIn() {
        realm.federate(Map.of());
        realm.sync();
        String id = ground.customerId(email).orElseThrow();
        ground.topic().eventually(id, 1);
        return id;
    }

    private static String fields(List<CustomerRecord> records) {
        return records.get(0).data().get("fields").toString();
    }
}
