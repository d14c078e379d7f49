package shop.identity.it.backfill;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.keycloak.representations.idm.UserRepresentation;
import shop.identity.it.ground.CustomerRecord;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.LogTail;
import shop.identity.it.ground.OnGround;
import shop.identity.it.ground.Topic;

/** A realm adopts the pack when it has customers already: each is told once, as any other event of theirs. */
@OnGround
@Tag("EV-11")
class SnapshotIT {

    private static final String SNAPSHOT = "customer.snapshot";

    /** Before the ids of all others. */
    private static final String FIRST_IDS = "00000000-0000-0000-";

    private final Ground ground;

    SnapshotIT(Ground ground) {
        this.ground = ground;
    }

    @Test
    void everyCustomerIsToldOnceAndWhatFollowsIsNumberedOn() {
        LogTail log = new LogTail(ground.node());
        try (AdoptingRealm realm = new AdoptingRealm(ground, 400).adopt()) {
            realm.addServiceAccount();
            List<String> customers = realm.customers();
            String suspended = customers.get(7);
            ground.execute(
                    "UPDATE USER_ENTITY SET ENABLED = FALSE, EMAIL_VERIFIED = TRUE WHERE ID = '" + suspended + "'");

            UUID backfill = realm.startSnapshot(10_000);
            realm.awaitCompleted(backfill);

            for (String customer : customers) {
                assertThat(ground.topic().eventually(customer, 1))
                        .singleElement()
                        .satisfies(record -> {
                            assertThat(record.told()).isEqualTo("customer.snapshot by admin over backfill");
                            assertThat(record.sequence()).isEqualTo(1);
                            assertThat(record.data().get("status").asText())
                                    .isEqualTo(customer.equals(suspended) ? "SUSPENDED" : "PENDING");
                        });
            }
            CustomerRecord one = ground.topic().of(suspended).get(0);
            UserRepresentation user = realm.resource().users().get(suspended).toRepresentation();
            assertThat(one.data())
                    .hasToString(
                            "{\"customerId\":\"%s\",\"status\":\"SUSPENDED\",\"emailVerified\":true,\"createdAt\":\"%s\"}"
                                    .formatted(suspended, Instant.ofEpochMilli(user.getCreatedTimestamp())));
            assertThat(realm.snapshots()).isEqualTo(400);
            assertThat(realm.state(backfill)).isEqualTo("COMPLETED");
            assertThat(realm.done(backfill)).isEqualTo(400);
            assertThat(log.linesWith("Backfill " + backfill))
                    .hasSizeGreaterThan(5)
                    .last()
                    .asString()
                    .contains("complete");

            realm.rename(suspended, "Maximiliane");
            assertThat(ground.topic().eventually(suspended, 2)).last().satisfies(change -> {
                assertThat(change.told()).isEqualTo("customer.updated by admin over admin-api");
                assertThat(change.sequence()).isEqualTo(2);
            });
            assertStatusIsToldFromWhereTheSnapshotLeftIt(realm, customers.get(8));
        }
    }

    private void assertStatusIsToldFromWhereTheSnapshotLeftIt(AdoptingRealm realm, String customer) {
        UserRepresentation user = realm.resource().users().get(customer).toRepresentation();
        user.setEnabled(false);
        realm.resource().users().get(customer).update(user);

        assertThat(ground.topic().eventually(customer, 2).get(1)).satisfies(change -> {
            assertThat(change.told()).isEqualTo("customer.status_changed by admin over admin-api");
            assertThat(change.data().get("from").asText()).isEqualTo("PENDING");
        });
    }

    @Test
    void customersWhoChangeMeanwhileStayInOrder() {
        try (AdoptingRealm realm = new AdoptingRealm(ground, 150).adopt()) {
            List<String> customers = realm.customers();
            UUID backfill = realm.startSnapshot(30);
            List<String> deleted = new ArrayList<>();
            List<String> created = new ArrayList<>();
            for (int i = 0; "RUNNING".equals(realm.state(backfill)); i = (i + 7) % customers.size()) {
                String customer = customers.get(i);
                if (i % 5 == 0 && !deleted.contains(customer)) {
                    realm.resource().users().get(customer).remove();
                    deleted.add(customer);
                    created.add(realm.create());
                } else if (!deleted.contains(customer)) {
                    realm.rename(customer, "Erika " + UUID.randomUUID());
                }
            }

            assertThat(deleted).isNotEmpty();
            for (String customer : customers) {
                long version = deleted.contains(customer)
                        ? ground.count("SELECT COUNT(*) FROM SHOP_OUTBOX WHERE AGGREGATEID = ?", customer)
                        : ground.count("SELECT VERSION FROM SHOP_CUSTOMER WHERE CUSTOMER_ID = ?", customer);
                List<CustomerRecord> records = ground.topic()
                        .eventually(customer, seen -> seen.stream().anyMatch(record -> record.sequence() == version));
                assertThat(Topic.disorder(records)).isEmpty();
                assertThat(records.stream()
                                .filter(record -> record.type().equals(SNAPSHOT))
                                .map(CustomerRecord::id)
                                .distinct())
                        .hasSizeLessThanOrEqualTo(1)
                        .hasSizeGreaterThanOrEqualTo(deleted.contains(customer) ? 0 : 1);
                if (deleted.contains(customer)) {
                    assertThat(records.stream()
                                    .max(Comparator.comparing(CustomerRecord::sequence))
                                    .orElseThrow()
                                    .type())
                            .isEqualTo("customer.deleted");
                }
            }
            for (String customer : created) {
                assertThat(ground.topic().eventually(customer, 1).get(0).type()).isEqualTo("customer.created");
            }
            assertThat(ground.count(
                            "SELECT COUNT(*) FROM SHOP_CUSTOMER c WHERE REALM_ID = ?"
                                    + " AND NOT EXISTS (SELECT 1 FROM USER_ENTITY u WHERE u.ID = c.CUSTOMER_ID)",
                            realm.id()))
                    .isZero();
        }
    }

    /** Two customers are in the hands of another transaction when a backfill comes to them. */
    @Test
    void whatIsToldIsWhatIsCommittedUnderTheCustomersLock() throws SQLException {
        try (AdoptingRealm realm = new AdoptingRealm(ground, 10).adopt();
                Connection other = ground.postgres().connect()) {
            String suspended = realm.customers().get(3);
            String deleted = realm.customers().get(4);
            other.setAutoCommit(false);
            Statement work = other.createStatement();
            work.execute("UPDATE USER_ENTITY SET ENABLED = FALSE WHERE ID = '" + suspended + "'");
            for (String table : List.of("USER_ROLE_MAPPING", "USER_REQUIRED_ACTION", "USER_ATTRIBUTE")) {
                work.execute("DELETE FROM " + table + " WHERE USER_ID = '" + deleted + "'");
            }
            work.execute("DELETE FROM USER_ENTITY WHERE ID = '" + deleted + "'");
            work.execute("INSERT INTO SHOP_CUSTOMER (CUSTOMER_ID, REALM_ID, VERSION) VALUES ('" + suspended + "', '"
                    + realm.id() + "', 7)");
            UUID backfill = realm.startSnapshot(10_000);
            Awaitility.await("the backfill to wait for the lock")
                    .until(() -> ground.count("SELECT COUNT(*) FROM PG_STAT_ACTIVITY WHERE WAIT_EVENT_TYPE = 'Lock'"
                                    + " AND QUERY LIKE 'INSERT INTO SHOP_CUSTOMER%'")
                            > 0);
            other.commit();
            realm.awaitCompleted(backfill);

            assertThat(ground.topic().eventually(suspended, 1).get(0)).satisfies(record -> {
                assertThat(record.data().get("status").asText()).isEqualTo("SUSPENDED");
                assertThat(record.sequence()).isEqualTo(8);
            });
            assertThat(realm.done(backfill)).isEqualTo(9);
            assertThat(ground.query("SELECT 1 FROM SHOP_OUTBOX WHERE AGGREGATEID = ?", deleted))
                    .isEmpty();
            assertThat(ground.query("SELECT 1 FROM SHOP_CUSTOMER WHERE CUSTOMER_ID = ?", deleted))
                    .isEmpty();
        }
    }

    /** The table is walked in stretches. Half of the first one goes while it is looked at. */
    @Test
    void nobodyIsPassedByWhenUsersOfAnotherRealmGoMeanwhile() throws SQLException {
        try (AdoptingRealm realm = new AdoptingRealm(ground, 3).adopt();
                Connection other = ground.postgres().connect()) {
            other.setAutoCommit(false);
            Statement work = other.createStatement();
            work.execute("INSERT INTO USER_ENTITY (ID, REALM_ID, USERNAME, ENABLED, EMAIL_VERIFIED, NOT_BEFORE)"
                    + " SELECT '" + FIRST_IDS + "' || n, 'elsewhere', 'user-' || n, TRUE, TRUE, 0"
                    + " FROM generate_series(1, 2000) AS n");
            other.commit();
            // Read, yes; lock rows, no.
            work.execute("LOCK TABLE USER_ENTITY IN EXCLUSIVE MODE");
            UUID backfill = realm.startSnapshot(10_000);
            Awaitility.await("the backfill to have looked")
                    .until(() -> ground.count("SELECT COUNT(*) FROM PG_STAT_ACTIVITY WHERE WAIT_EVENT_TYPE = 'Lock'"
                                    + " AND QUERY LIKE '%FOR KEY SHARE%'")
                            > 0);
            work.execute("DELETE FROM USER_ENTITY WHERE ID LIKE '" + FIRST_IDS + "1%'");
            other.commit();
            realm.awaitCompleted(backfill);

            assertThat(realm.done(backfill)).isEqualTo(3);
            assertThat(realm.snapshots()).isEqualTo(3);
        } finally {
            ground.execute("DELETE FROM USER_ENTITY WHERE ID LIKE '" + FIRST_IDS + "%'");
        }
    }
}
