package shop.identity.it.staff;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import shop.identity.it.ground.AdminApi;
import shop.identity.it.ground.CustomerRecord;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.LogTail;
import shop.identity.it.ground.OnGround;
import shop.identity.outbox.EventIds;
import shop.identity.queue.QueueTable;

/** A payload that our own code got wrong reaches no consumer, and holds back its customer alone. */
@OnGround
@Tag("EV-4")
@Tag("EV-8")
class SchemaViolationIT {

    private static final String SECRET = "tell-nobody-4711";

    @Test
    void brokenPayloadIsADeadLetterThatNamesFieldAndRule(Ground ground) {
        try (AdminApi admin = ground.admin();
                ShopRealm realm = new ShopRealm(admin)) {
            Staff staff = realm.staff(ground.node(), "manage-events");
            String customer = realm.createCustomer();
            ground.topic().eventually(customer, 1);
            String id = appendBroken(ground, realm.resource().toRepresentation().getId(), customer);
            JsonNode letter = Awaitility.await("the dead letter")
                    .until(() -> staff.deadLetters().findFirst(), found -> found.isPresent())
                    .orElseThrow();
            realm.renameCustomer(customer, "Maximiliane");
            String other = realm.createCustomer();
            ground.topic().eventually(other, 1);

            assertThat(letter.get("id").asText()).isEqualTo(id);
            assertThat(letter.get("reason").asText())
                    .isEqualTo("the payload breaks its schema urn:shop-identity:schema:customer.status_changed:1:"
                            + " field /to breaks rule enum");
            assertThat(ground.topic().of(customer)).hasSize(1);
            assertThat(new LogTail(ground.node()).text()).doesNotContain(SECRET);

            assertThat(staff.discard(id).status()).isEqualTo(204);

            assertThat(ground.topic().settled(customer, 2))
                    .extracting(CustomerRecord::sequence)
                    .containsExactly(1L, 3L);
        }
    }

    /** What no code of ours writes, so the test has to. */
    private static String appendBroken(Ground ground, String realmId, String customer) {
        UUID id = new EventIds().next(Instant.now());
        try (Connection connection = ground.postgres().connect()) {
            connection.setAutoCommit(false);
            connection
                    .createStatement()
                    .execute("UPDATE SHOP_CUSTOMER SET VERSION = 2 WHERE CUSTOMER_ID = '" + customer + "'; INSERT INTO"
                            + " SHOP_OUTBOX (ID, AGGREGATETYPE, AGGREGATEID, TYPE, SOURCE, TIME, DATASCHEMA, SEQUENCE,"
                            + " ACTOR, CHANNEL, PAYLOAD, REALM_ID) SELECT '" + id + "', 'customer', '" + customer
                            + "', 'customer.status_changed', '/realms/x', '2026-11-24T06:07:12Z',"
                            + " 'urn:shop-identity:schema:customer.status_changed:1', '00000000000000000002', 'system',"
                            + " 'task', '{\"customerId\":\"" + customer + "\",\"from\":\"PENDING\",\"to\":\"" + SECRET
                            + "\"}', '" + realmId + "'");
            new QueueTable("kafka").enqueue(connection, List.of(new QueueTable.Entry(realmId, customer, id)));
            connection.commit();
            return id.toString();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
