package shop.identity.it.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.keycloak.representations.idm.UserRepresentation;
import shop.identity.it.ground.AdminApi;
import shop.identity.it.ground.CustomerRecord;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.LogTail;
import shop.identity.it.ground.OnGround;
import shop.identity.it.ground.Registration;
import shop.identity.stack.KeycloakNode;

/** What is known of a customer leaves the database only where an administrator said so. */
@OnGround
@Tag("EV-5")
class PersonalDataIT {

    private static final String PHONE = "+4930901820";

    private final Ground ground;

    PersonalDataIT(Ground ground) {
        this.ground = ground;
    }

    @Test
    void neitherRecordsNorOutboxNorLogHoldAny() throws IOException, InterruptedException {
        LogTail log = new LogTail(ground.node());
        String email = "p-" + UUID.randomUUID() + "@example.com";
        ground.registration().open().submit(email, Map.of("lastName", "Quetzalcoatl", "phoneNumber", PHONE));
        String id = ground.customerId(email).orElseThrow();
        try (AdminApi admin = ground.admin()) {
            admin.rename(id, "Xochiquetzal");
            admin.customer(id).remove();
        }

        List<CustomerRecord> records = ground.topic().eventually(id, 3);

        List<String> payloads = ground.query("SELECT PAYLOAD FROM SHOP_OUTBOX WHERE AGGREGATEID = ?", id);
        assertThat(payloads).hasSize(3);
        for (String personal : List.of(email, "Quetzalcoatl", "Xochiquetzal", PHONE, Registration.PASSWORD)) {
            assertThat(records).noneMatch(record -> (record.headers() + "" + record.data()).contains(personal));
            assertThat(payloads).noneMatch(payload -> payload.contains(personal));
            assertThat(log.text()).doesNotContain(personal);
        }
    }

    @Test
    void allowListAddsFieldsButNotToAnEnd() {
        KeycloakNode node = ground.stack().keycloak().node(1);
        node.start(List.of("--spi-events-listener--shop-customer-events--personal-data=email,phoneNumber"));
        try (AdminApi admin = ground.adminAt(node)) {
            UserRepresentation user = AdminApi.person("p-" + UUID.randomUUID() + "@example.com");
            user.setAttributes(Map.of("phoneNumber", List.of(PHONE)));
            String id = admin.create(user);
            admin.rename(id, "Xochiquetzal");
            admin.customer(id).remove();

            List<JsonNode> data = ground.topic().eventually(id, 3).stream()
                    .map(CustomerRecord::data)
                    .toList();

            String allowed = "{\"email\":\"" + user.getEmail() + "\",\"phoneNumber\":\"" + PHONE + "\"}";
            assertThat(data.get(0).get("personalData")).hasToString(allowed);
            assertThat(data.get(1).get("personalData")).hasToString(allowed);
            assertThat(data.get(2).has("personalData")).isFalse();
        } finally {
            node.stop();
        }
    }
}
