package shop.identity.it.backfill;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import shop.identity.it.ground.CustomerRecord;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.OnGround;
import shop.identity.it.ground.Pause;
import shop.identity.stack.KeycloakNode;

/**
 * A node dies in the middle of a transaction of a backfill: a lock that the test holds keeps it there until it is killed.
 * Once it waits for a customer, once for the backfill itself.
 */
@OnGround
@Tag("EV-11")
class TakeoverIT {

    private static final int CUSTOMERS = 600;

    private final Ground ground;

    TakeoverIT(Ground ground) {
        this.ground = ground;
    }

    @Test
    void theOtherNodeGoesOnAndEachCustomerIsToldOnce() throws SQLException {
        KeycloakNode first = ground.node();
        try (AdoptingRealm realm = new AdoptingRealm(ground, CUSTOMERS).adopt()) {
            List<String> customers = realm.customers();
            UUID backfill;
            try (Connection held = open()) {
                held.createStatement()
                        .execute("INSERT INTO SHOP_CUSTOMER (CUSTOMER_ID, REALM_ID, VERSION) VALUES ('"
                                + customers.get(CUSTOMERS / 3) + "', '" + realm.id() + "', 0)");
                backfill = realm.startSnapshot(100);
                awaitWaitingFor("INSERT INTO SHOP_CUSTOMER");
                ground.secondNode();
                first.kill();
            }
            long byTheFirst = realm.done(backfill);
            Awaitility.await("the second node to go on")
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> realm.done(backfill) > byTheFirst);

            try (Connection held = open()) {
                held.createStatement().execute("SELECT 1 FROM SHOP_BACKFILL WHERE ID = '" + backfill + "' FOR UPDATE");
                awaitWaitingFor("SHOP_BACKFILL");
                first.start();
                ground.secondNode().kill();
            }
            assertThat(realm.state(backfill)).isEqualTo("RUNNING");
            realm.awaitCompleted(backfill);

            assertThat(byTheFirst).isBetween(1L, CUSTOMERS / 3L);
            assertThat(realm.done(backfill)).isEqualTo(CUSTOMERS);
            for (String customer : customers) {
                assertThat(ground.topic().eventually(customer, 1).stream()
                                .map(CustomerRecord::sequence)
                                .distinct())
                        .containsExactly(1L);
                assertThat(ground.count("SELECT COUNT(*) FROM SHOP_OUTBOX WHERE AGGREGATEID = ?", customer))
                        .isEqualTo(1);
            }
        } finally {
            if (!first.isAlive()) {
                first.start();
            }
            ground.stack().keycloak().node(1).stop();
        }
    }

    @Test
    @Tag("OP-4")
    void nodeWhoseWorkerIsSwitchedOffLeavesItToOthers() {
        KeycloakNode first = ground.node();
        first.stop();
        first.start(List.of("--spi-events-listener--shop-customer-events--backfill=false"));
        try (AdoptingRealm realm = new AdoptingRealm(ground, 10).adopt()) {
            UUID backfill = realm.startSnapshot(100);
            Pause.of(Duration.ofSeconds(4));
            assertThat(realm.done(backfill)).isZero();

            ground.secondNode();
            realm.awaitCompleted(backfill);

            assertThat(realm.done(backfill)).isEqualTo(10);
        } finally {
            ground.stack().keycloak().node(1).stop();
            first.stop();
            first.start();
        }
    }

    private Connection open() throws SQLException {
        Connection connection = ground.postgres().connect();
        connection.setAutoCommit(false);
        return connection;
    }

    private void awaitWaitingFor(String statement) {
        Awaitility.await("a node that waits for the lock")
                .atMost(Duration.ofSeconds(30))
                .until(() -> ground.count(
                                "SELECT COUNT(*) FROM PG_STAT_ACTIVITY WHERE WAIT_EVENT_TYPE = 'Lock' AND QUERY LIKE ?",
                                "%" + statement + "%")
                        > 0);
        Pause.of(Duration.ofMillis(100));
    }
}
