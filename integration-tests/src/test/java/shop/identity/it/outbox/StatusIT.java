package shop.identity.it.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.keycloak.representations.idm.UserRepresentation;
import shop.identity.it.ground.AdminApi;
import shop.identity.it.ground.CustomerRecord;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.OnGround;

/**
 * Keycloak writes whole rows: a profile update that was under way may take a suspension back without knowing. What is
 * told has to end where the account is.
 */
@OnGround
@Tag("EV-2")
class StatusIT {

    @Test
    void statusesToldFormAChainThatEndsWhereTheAccountIs(Ground ground) throws Exception {
        ExecutorService staff = Executors.newFixedThreadPool(6);
        try (AdminApi admin = ground.admin()) {
            String id = admin.create(AdminApi.person("s-" + UUID.randomUUID() + "@example.com"));
            List<Future<?>> work = new ArrayList<>();
            for (int agent = 0; agent < 6; agent++) {
                int number = agent;
                work.add(staff.submit(() -> {
                    for (int i = 0; i < 15; i++) {
                        UserRepresentation user = admin.customer(id).toRepresentation();
                        if (number % 2 == 0) {
                            user.setEnabled(i % 2 == 1);
                        } else {
                            user.setFirstName("Erika " + number + " " + i);
                        }
                        admin.customer(id).update(user);
                    }
                }));
            }
            for (Future<?> done : work) {
                done.get();
            }
            long version = ground.count("SELECT VERSION FROM SHOP_CUSTOMER WHERE CUSTOMER_ID = ?", id);
            List<CustomerRecord> records = ground.topic().eventually(id, (int) version);

            String status = records.get(0).data().get("status").asText();
            for (CustomerRecord record : records) {
                if (record.type().equals("customer.status_changed")) {
                    assertThat(record.data().get("from").asText()).isEqualTo(status);
                    assertThat(record.data().get("to").asText()).isNotEqualTo(status);
                    status = record.data().get("to").asText();
                }
            }
            assertThat(status).isEqualTo(admin.customer(id).toRepresentation().isEnabled() ? "PENDING" : "SUSPENDED");
        } finally {
            staff.shutdownNow();
        }
    }
}
