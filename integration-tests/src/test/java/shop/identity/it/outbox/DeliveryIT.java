package shop.identity.it.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.keycloak.admin.client.CreatedResponseUtil;
import org.keycloak.admin.client.resource.RealmResource;
import org.keycloak.representations.idm.UserRepresentation;
import shop.identity.it.ground.AdminApi;
import shop.identity.it.ground.CustomerRecord;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.OnGround;
import shop.identity.it.ground.Pause;

/** How the relay treats the database while Kafka takes its time, and a record that Kafka will not take. */
@OnGround
class DeliveryIT {

    private final Ground ground;

    DeliveryIT(Ground ground) {
        this.ground = ground;
    }

    @Test
    @Tag("EV-7")
    void noTransactionAndNoRowLockWhileTheBrokerIsWaitedFor() {
        try (AdminApi admin = ground.admin()) {
            ground.kafka().pause();
            String id = admin.create(AdminApi.person("d-" + UUID.randomUUID() + "@example.com"));
            Awaitility.await("a claim under way")
                    .until(() -> ground.count("SELECT COUNT(*) FROM SHOP_QUEUE_LANE WHERE OWNER IS NOT NULL") > 0);
            for (int look = 0; look < 60; look++) {
                assertThat(ground.query("SELECT QUERY FROM PG_STAT_ACTIVITY WHERE STATE LIKE 'idle in transaction%'"
                                + " AND STATE_CHANGE < clock_timestamp() - interval '1 second'"))
                        .isEmpty();
                Pause.of(Duration.ofMillis(50));
            }
            ground.execute("BEGIN; SELECT * FROM SHOP_QUEUE FOR UPDATE NOWAIT;"
                    + " SELECT * FROM SHOP_OUTBOX WHERE AGGREGATEID = '" + id + "' FOR UPDATE NOWAIT; ROLLBACK");
            ground.kafka().resume();

            assertThat(ground.topic().eventually(id, 1)).hasSize(1);
        } finally {
            ground.kafka().resume();
        }
    }

    @Test
    @Tag("EV-7")
    void committingNodeWaitsForNoPoll() {
        try (AdminApi admin = ground.admin()) {
            List<Duration> latencies = IntStream.range(0, 20)
                    .mapToObj(i -> admin.create(AdminApi.person("d-" + UUID.randomUUID() + "@example.com")))
                    .map(id -> ground.topic().eventually(id, 1).get(0))
                    .map(CustomerRecord::latency)
                    .sorted()
                    .toList();

            // A relay that only polled, once a second, would need half a second in the middle.
            assertThat(latencies.get(10)).isLessThan(Duration.ofMillis(200));
        }
    }

    @Test
    @Tag("EV-8")
    void poisonRecordHoldsBackItsCustomerAlone() {
        ground.node().stop();
        ground.node().start(List.of("--spi-events-listener--shop-customer-events--kafka-max-request-size=2000"));
        String name = "poison-" + UUID.randomUUID();
        try (AdminApi admin = ground.admin()) {
            RealmResource realm = admin.createRealmOfFreeAttributes(name);
            String poisoned = create(realm);
            String other = create(realm);

            UserRepresentation user = realm.users().get(poisoned).toRepresentation();
            user.setAttributes(AdminApi.twentyLongNames());
            realm.users().get(poisoned).update(user);
            rename(realm, poisoned);
            rename(realm, other);

            assertThat(ground.topic().eventually(other, 2)).hasSize(2);
            assertThat(ground.topic().settled(poisoned, 1))
                    .extracting(CustomerRecord::sequence)
                    .containsExactly(1L);
            assertThat(ground.query("SELECT LAST_ERROR FROM SHOP_QUEUE WHERE ITEM_KEY = ? ORDER BY POSITION", poisoned))
                    .satisfiesExactly(
                            dead -> assertThat(dead).contains("RecordTooLargeException"),
                            waiting -> assertThat(waiting).isNull());
            ground.execute("DELETE FROM SHOP_QUEUE WHERE ITEM_KEY = '" + poisoned + "'");
            realm.remove();
        } finally {
            ground.node().stop();
            ground.node().start();
        }
    }

    private String create(RealmResource realm) {
        try (Response answer = realm.users().create(AdminApi.person("d-" + UUID.randomUUID() + "@example.com"))) {
            String id = CreatedResponseUtil.getCreatedId(answer);
            ground.topic().eventually(id, 1);
            return id;
        }
    }

    private static void rename(RealmResource realm, String id) {
        UserRepresentation user = realm.users().get(id).toRepresentation();
        user.setFirstName("Maximiliane");
        realm.users().get(id).update(user);
    }
}
