package shop.identity.it.paths;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.keycloak.admin.client.resource.UserProfileResource;
import org.keycloak.admin.client.resource.UserResource;
import org.keycloak.representations.idm.UserRepresentation;
import org.keycloak.representations.userprofile.config.UPConfig;
import shop.identity.it.ground.CustomerRecord;
import shop.identity.it.ground.Ground;

/** Addresses and numbers that staff mark as verified. */
@OnPath
class VerificationPathsIT {

    private static final Map<String, List<String>> VERIFIED_NUMBER =
            Map.of("phoneNumber", List.of("+4930901820"), "phoneNumberVerified", List.of("true"));

    private final Ground ground;
    private final Customers customers;
    private LoginRealm realm;

    VerificationPathsIT(Ground ground, Customers customers) {
        this.ground = ground;
        this.customers = customers;
    }

    @BeforeEach
    void open() {
        realm = new LoginRealm(ground, customers.admin(), settings -> {});
        UserProfileResource profile = realm.resource().users().userProfile();
        UPConfig anyAttribute = profile.getConfiguration();
        anyAttribute.setUnmanagedAttributePolicy(UPConfig.UnmanagedAttributePolicy.ENABLED);
        profile.update(anyAttribute);
    }

    @AfterEach
    void close() {
        realm.close();
    }

    private void change(String id, Consumer<UserRepresentation> change) {
        UserResource customer = realm.resource().users().get(id);
        UserRepresentation user = customer.toRepresentation();
        change.accept(user);
        customer.update(user);
    }

    private static String channels(CustomerRecord told) {
        return told.data().get("channels").toString();
    }

    @Test
    @DisplayName("admin REST: e-mail address marked verified")
    void address(PathRow path) {
        String id = realm.customer(customers.address(), user -> {});

        change(id, user -> user.setEmailVerified(true));

        List<CustomerRecord> records = path.tellsSince(1, id);
        assertThat(channels(records.get(0))).isEqualTo("[\"email\"]");
        assertThat(records.get(1).data().get("from").asText()).isEqualTo("PENDING");
        assertThat(records.get(1).data().get("to").asText()).isEqualTo("ACTIVE");
    }

    @Test
    @DisplayName("admin REST: e-mail address verified no longer, and verified again")
    void addressAgain(PathRow path) {
        String id = realm.customer(customers.address(), user -> user.setEmailVerified(true));

        change(id, user -> user.setEmailVerified(false));
        change(id, user -> user.setEmailVerified(true));

        assertThat(channels(path.tellsSince(1, id).get(1))).isEqualTo("[\"email\"]");
    }

    /** The status stays what it was, and tells nothing of it. */
    @Test
    @DisplayName("admin REST: e-mail address of a disabled customer marked verified")
    void addressOfADisabledCustomer(PathRow path) {
        String id = realm.customer(customers.address(), user -> user.setEnabled(false));

        change(id, user -> user.setEmailVerified(true));

        assertThat(channels(path.tellsSince(1, id).get(0))).isEqualTo("[\"email\"]");
    }

    @Test
    @DisplayName("admin REST: phone number marked verified")
    @Tag("EV-3")
    void number(PathRow path) {
        String id = realm.customer(customers.address(), user -> {});

        change(id, user -> user.setAttributes(VERIFIED_NUMBER));

        List<CustomerRecord> records = path.tellsSince(1, id);
        assertThat(records.get(0).data().get("fields").toString())
                .isEqualTo("[\"phoneNumber\",\"phoneNumberVerified\"]");
        assertThat(channels(records.get(1))).isEqualTo("[\"phone\"]");
    }

    @Test
    @DisplayName("admin REST: e-mail address and phone number marked verified at once")
    void both(PathRow path) {
        String id = realm.customer(customers.address(), user -> {});

        change(id, user -> {
            user.setEmailVerified(true);
            user.setAttributes(VERIFIED_NUMBER);
        });

        assertThat(channels(path.tellsSince(1, id).get(1))).isEqualTo("[\"email\",\"phone\"]");
    }
}
