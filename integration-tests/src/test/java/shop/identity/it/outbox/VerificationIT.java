package shop.identity.it.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.keycloak.representations.idm.UserRepresentation;
import shop.identity.it.ground.AdminApi;
import shop.identity.it.ground.CustomerRecord;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.OnGround;

/** Several may find a customer unverified, and each of them verify. It happened once. */
@OnGround
@Tag("VF-2")
class VerificationIT {

    private final Ground ground;

    VerificationIT(Ground ground) {
        this.ground = ground;
    }

    @Test
    void whoeverVerifiesWhatAnotherVerifiesMeanwhileTellsNothing() throws Exception {
        ExecutorService staff = Executors.newFixedThreadPool(2);
        try (AdminApi admin = ground.admin()) {
            String id = admin.create(AdminApi.person("v-" + UUID.randomUUID() + "@example.com"));
            ground.topic().eventually(id, 1);
            Future<?> first;
            Future<?> second;
            try (Connection held = ground.postgres().connect()) {
                held.setAutoCommit(false);
                held.createStatement()
                        .execute("SELECT 1 FROM SHOP_CUSTOMER WHERE CUSTOMER_ID = '" + id + "' FOR UPDATE");
                first = staff.submit(() -> verify(admin, id));
                awaitWaiting("insert into SHOP_CUSTOMER");
                second = staff.submit(() -> verify(admin, id));
                awaitWaiting("update USER_ENTITY");
            }
            first.get();
            second.get();

            List<CustomerRecord> records = ground.topic().settled(id, 3);

            assertThat(records)
                    .extracting(CustomerRecord::type)
                    .containsExactly("customer.created", "customer.verified", "customer.status_changed");
        } finally {
            staff.shutdownNow();
        }
    }

    private static void verify(AdminApi admin, String id) {
        UserRepresentation user = admin.customer(id).toRepresentation();
        assertThat(user.isEmailVerified()).isFalse();
        user.setEmailVerified(true);
        admin.customer(id).update(user);
    }

    private void awaitWaiting(String statement) {
        Awaitility.await("somebody who waits with " + statement)
                .atMost(Duration.ofSeconds(30))
                .until(() -> ground.count(
                                "SELECT COUNT(*) FROM PG_STAT_ACTIVITY WHERE WAIT_EVENT_TYPE = 'Lock' AND QUERY ILIKE ?",
                                statement + "%")
                        > 0);
    }
}
