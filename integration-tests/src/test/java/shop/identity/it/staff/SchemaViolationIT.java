package shop.identity.it.staff;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import shop.identity.customer.Channel;
import shop.identity.customer.CustomerEvent;
import shop.identity.customer.CustomerEventType;
import shop.identity.customer.CustomerRealm;
import shop.identity.customer.Origin;
import shop.identity.it.ground.AdminApi;
import shop.identity.it.ground.CustomerRecord;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.LogTail;
import shop.identity.it.ground.OnGround;
import shop.identity.outbox.CustomerVersion;
import shop.identity.outbox.EventIds;
import shop.identity.outbox.Outbox;
import shop.identity.outbox.Publisher;
import shop.identity.queue.QueueTable;
import shop.identity.schema.PayloadSchemas;

/** A payload that our own code got wrong reaches no consumer, and holds back its customer alone. */
@OnGround
@Tag("EV-4")
@Tag("EV-8")
class SchemaViolationIT {

    private static final String SECRET = "tell-nobody-4711";

    @Test
    void brokenPayloadIsADeadLetterThatNamesFieldAndRule(Ground ground) {
        LogTail log = new LogTail(ground.node());
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
            assertThat(log.linesWith(id)).isNotEmpty();
            assertThat(log.text()).doesNotContain(SECRET);

            // What is well is not judged again; what is not would pass for well if it were not looked at here.
            assertThat(sound(ground, customer)).containsExactly("t", "f", "t");
            assertThat(staff.discard(id).status()).isEqualTo(204);

            assertThat(ground.topic().settled(customer, 2))
                    .extracting(CustomerRecord::sequence)
                    .containsExactly(1L, 3L);
        }
    }

    private static List<String> sound(Ground ground, String customer) {
        return ground.query("SELECT SOUND FROM SHOP_OUTBOX WHERE AGGREGATEID = '" + customer + "' ORDER BY SEQUENCE");
    }

    /** What no code of ours makes, written as all that our code makes. */
    private static String appendBroken(Ground ground, String realmId, String customer) {
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        data.put("customerId", customer).put("from", "PENDING").put("to", SECRET);
        CustomerEvent broken = new CustomerEvent(
                new EventIds().next(Instant.now()),
                CustomerEventType.STATUS_CHANGED,
                customer,
                new CustomerRealm(realmId, "x"),
                Instant.now(),
                Origin.system(Channel.TASK),
                data);
        Outbox outbox = new Outbox(new QueueTable("kafka"), Publisher.RELAY, false, new PayloadSchemas());
        try (Connection connection = ground.postgres().connect()) {
            connection.setAutoCommit(false);
            CustomerVersion unknown = new CustomerVersion(customer, realmId, 0, null, null);
            outbox.append(
                    connection,
                    List.of(broken),
                    outbox.lock(connection, new TreeMap<>(Map.of(customer, unknown)))
                            .values());
            connection.commit();
            return broken.id().toString();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
