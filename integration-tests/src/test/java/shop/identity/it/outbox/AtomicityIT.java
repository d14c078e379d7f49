package shop.identity.it.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.keycloak.representations.idm.RealmRepresentation;
import org.keycloak.representations.idm.UserRepresentation;
import shop.identity.it.ground.AdminApi;
import shop.identity.it.ground.CustomerRecord;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.LogTail;
import shop.identity.it.ground.OnGround;
import shop.identity.it.ground.Registration;

/** A change and its events: both or neither. */
@OnGround
@Tag("EV-1")
class AtomicityIT {

    private final Ground ground;

    AtomicityIT(Ground ground) {
        this.ground = ground;
    }

    @AfterEach
    void repair() {
        ground.execute("ALTER TABLE IF EXISTS SHOP_OUTBOX_GONE RENAME TO SHOP_OUTBOX");
    }

    private static UserRepresentation someone() {
        UserRepresentation user = AdminApi.person("a-" + UUID.randomUUID() + "@example.com");
        user.setId(UUID.randomUUID().toString());
        return user;
    }

    /** Nothing is left of a transaction that rolled back, and a later one of the same customer starts at version 1. */
    private void assertNothingTold(String id) {
        assertThat(ground.topic().settled(id, 0)).isEmpty();
        assertThat(ground.count("SELECT COUNT(*) FROM SHOP_OUTBOX WHERE AGGREGATEID = ?", id))
                .isZero();
        assertThat(ground.count("SELECT COUNT(*) FROM SHOP_CUSTOMER WHERE CUSTOMER_ID = ?", id))
                .isZero();
    }

    @Test
    void importThatFailsHalfwayTellsNothing() {
        try (AdminApi admin = ground.admin()) {
            UserRepresentation first = someone();
            UserRepresentation second = someone();
            second.setEmail(first.getEmail());

            try (Response answer = admin.importUsers(List.of(first, second), "FAIL")) {
                assertThat(answer.getStatus()).isGreaterThanOrEqualTo(400);
            }

            assertNothingTold(first.getId());
            admin.importUsers(List.of(first), "FAIL").close();
            assertThat(ground.topic().eventually(first.getId(), 1))
                    .extracting(CustomerRecord::sequence)
                    .containsExactly(1L);
        }
    }

    @Test
    void userRefusedAfterItWasWrittenTellsNothing() {
        try (AdminApi admin = ground.admin()) {
            UserRepresentation user = someone();
            user.setCredentials(List.of(AdminApi.password("short")));
            long before = ground.topic().all().count();

            try (Response answer = admin.shop().users().create(user)) {
                assertThat(answer.getStatus()).isEqualTo(400);
            }

            assertThat(ground.customerId(user.getEmail())).isEmpty();
            ground.topic().settled("nobody", 0);
            assertThat(ground.topic().all().count()).isEqualTo(before);
        }
    }

    @Test
    void registrationWhoseCaptureFailsLeavesNoCustomerAndSaysSo() throws IOException, InterruptedException {
        String email = "a-" + UUID.randomUUID() + "@example.com";
        LogTail log = new LogTail(ground.node());
        Registration.Form form = ground.registration().open();
        ground.execute("ALTER TABLE SHOP_OUTBOX RENAME TO SHOP_OUTBOX_GONE");

        Registration.Answer answer = form.submit(email, Map.of());

        assertThat(answer.isRegistered()).isFalse();
        assertThat(answer.status()).isEqualTo(500);
        Awaitility.await("the reason in the log").until(() -> log.text().contains("customer events cannot be written"));
        assertThat(log.text()).doesNotContain(email);
        assertThat(ground.customerId(email)).isEmpty();
        assertThat(ground.query("SELECT ID FROM USER_ENTITY WHERE USERNAME = ?", email))
                .isEmpty();
    }

    @Test
    void adminChangeWhoseCaptureFailsIsUndoneAndSaysSo() {
        try (AdminApi admin = ground.admin()) {
            UserRepresentation user = someone();
            String id = admin.create(user);
            ground.topic().eventually(id, 1);
            ground.execute("ALTER TABLE SHOP_OUTBOX RENAME TO SHOP_OUTBOX_GONE");

            // Keycloak itself turns a failed commit into 400 on one path and 500 on the other.
            assertThatThrownBy(() -> admin.rename(id, "Maximiliane")).isInstanceOf(WebApplicationException.class);
            assertThatThrownBy(() -> admin.customer(id).remove()).isInstanceOf(WebApplicationException.class);

            repair();
            assertThat(ground.query("SELECT FIRST_NAME FROM USER_ENTITY WHERE ID = ?", id))
                    .containsExactly("Erika");
            admin.rename(id, "Maximiliane");
            assertThat(ground.topic().eventually(id, 2))
                    .extracting(CustomerRecord::sequence)
                    .containsExactly(1L, 2L);
        }
    }

    /** Its customers go by bulk statements. */
    @Test
    void removalOfARealmWhoseCaptureFailsIsUndoneAndSaysSo() {
        try (AdminApi admin = ground.admin()) {
            UserRepresentation user = someone();
            RealmRepresentation realm = new RealmRepresentation();
            realm.setRealm("kept-" + UUID.randomUUID());
            realm.setEventsListeners(List.of("shop-customer-events"));
            realm.setUsers(List.of(user));
            admin.keycloak().realms().create(realm);
            ground.topic().eventually(user.getId(), 1);
            ground.execute("ALTER TABLE SHOP_OUTBOX RENAME TO SHOP_OUTBOX_GONE");

            assertThatThrownBy(() -> admin.keycloak().realm(realm.getRealm()).remove())
                    .isInstanceOf(WebApplicationException.class);

            repair();
            assertThat(ground.customerId(user.getEmail())).contains(user.getId());
            admin.keycloak().realm(realm.getRealm()).remove();
            assertThat(ground.topic().eventually(user.getId(), 2))
                    .extracting(CustomerRecord::sequence)
                    .containsExactly(1L, 2L);
        }
    }
}
