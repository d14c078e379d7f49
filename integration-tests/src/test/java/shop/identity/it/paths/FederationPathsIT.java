package shop.identity.it.paths;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.LDAPException;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import shop.identity.it.ground.Ground;

/** How customers come from an LDAP directory. */
@OnPath
class FederationPathsIT {

    private final Ground ground;
    private final Customers customers;
    private DirectoryRealm realm;
    private String email;

    FederationPathsIT(Ground ground, Customers customers) {
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
    @DisplayName("LDAP: login of somebody not seen before")
    void login(PathRow path) {
        realm.federate(Map.of());

        realm.logIn(ground, email);

        path.tells(id());
    }

    @Test
    @DisplayName("LDAP: registration with an address that the directory has")
    void refusedRegistration(PathRow path) throws IOException, InterruptedException {
        realm.federate(Map.of());

        assertThat(ground.registrationIn(realm.name()).register(email).isRegistered())
                .isFalse();

        path.tells(id());
    }

    @Test
    @DisplayName("LDAP: registration form, with a directory that takes registrations")
    void registrationIntoTheDirectory(PathRow path) throws IOException, InterruptedException, LDAPException {
        realm.federate(Map.of("editMode", "WRITABLE", "syncRegistrations", "true"));
        email = customers.address();

        assertThat(ground.registrationIn(realm.name()).register(email).isRegistered())
                .isTrue();

        assertThat(realm.directory().has(email)).isTrue();
        path.tells(id());
    }

    @Test
    @DisplayName("LDAP: full sync by staff")
    void sync(PathRow path) {
        realm.federate(Map.of());

        realm.sync();

        path.tells(id());
    }

    @Test
    @DisplayName("LDAP: scheduled sync")
    void scheduledSync(PathRow path) {
        realm.federate(Map.of("fullSyncPeriod", "5"));

        Awaitility.await("the sync")
                .atMost(Duration.ofSeconds(30))
                .until(() -> ground.customerId(email), Optional::isPresent);

        path.tells(id());
    }

    private String id() {
        return ground.customerId(email).orElseThrow();
    }
}
