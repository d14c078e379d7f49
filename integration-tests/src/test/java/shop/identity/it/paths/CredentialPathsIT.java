package shop.identity.it.paths;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.core.Response;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.keycloak.admin.client.resource.UserResource;
import org.keycloak.representations.idm.CredentialRepresentation;
import org.keycloak.representations.idm.UserRepresentation;
import shop.identity.it.ground.AdminApi;
import shop.identity.it.ground.CustomerRecord;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.OneTimePassword;
import shop.identity.it.ground.Registration;

/** What staff and imports do to customers' credentials. */
@OnPath
class CredentialPathsIT {

    private static final OneTimePassword DEVICE = new OneTimePassword("a secret of twenty b");

    private final Ground ground;
    private final Customers customers;
    private LoginRealm realm;

    CredentialPathsIT(Ground ground, Customers customers) {
        this.ground = ground;
        this.customers = customers;
    }

    @BeforeEach
    void open() {
        realm = new LoginRealm(ground, customers.admin(), settings -> {});
    }

    @AfterEach
    void close() {
        realm.close();
    }

    private UserResource withDevice() {
        String id = realm.customer(
                customers.address(),
                user -> user.setCredentials(List.of(AdminApi.password(Registration.PASSWORD), DEVICE.byTheClock())));
        return realm.resource().users().get(id);
    }

    private static String id(UserResource customer) {
        return customer.toRepresentation().getId();
    }

    private static CredentialRepresentation device(UserResource customer) {
        return customer.credentials().stream()
                .filter(credential -> credential.getType().equals("otp"))
                .findAny()
                .orElseThrow();
    }

    @Test
    @DisplayName("admin REST: password set")
    void passwordSet(PathRow path) {
        UserResource customer = withDevice();

        customer.resetPassword(AdminApi.password(Registration.PASSWORD + "0"));

        CustomerRecord told = path.tellsSince(1, id(customer)).get(0);
        assertThat(told.data().toString())
                .isEqualTo("{\"customerId\":\"" + id(customer)
                        + "\",\"credentials\":[{\"type\":\"password\",\"change\":\"set\"}]"
                        + ",\"reason\":\"administration\"}");
    }

    @Test
    @DisplayName("admin REST: credential deleted")
    void deleted(PathRow path) {
        UserResource customer = withDevice();

        customer.removeCredential(device(customer).getId());

        CustomerRecord told = path.tellsSince(1, id(customer)).get(0);
        assertThat(told.data().get("credentials").toString()).isEqualTo("[{\"type\":\"otp\",\"change\":\"removed\"}]");
    }

    @Test
    @DisplayName("admin REST: credential renamed and moved")
    void renamed(PathRow path) {
        UserResource customer = withDevice();

        customer.setCredentialUserLabel(device(customer).getId(), "Another telephone");
        customer.moveCredentialToFirst(device(customer).getId());

        assertThat(device(customer).getUserLabel()).isEqualTo("Another telephone");
        assertThat(customer.credentials().get(0).getType()).isEqualTo("otp");
        path.tellsSince(1, id(customer));
    }

    @Test
    @DisplayName("partial import with credentials")
    @Tag("EV-5")
    void imported(PathRow path) {
        UserRepresentation user = customers.imported();
        user.setCredentials(List.of(AdminApi.password(Registration.PASSWORD), DEVICE.counting()));

        try (Response answer = customers.admin().importUsers(List.of(user), "FAIL")) {
            assertThat(answer.getStatus()).isEqualTo(200);
        }

        path.tells(user.getId());
        assertThat(customers.admin().customer(user.getId()).credentials()).hasSize(2);
    }
}
