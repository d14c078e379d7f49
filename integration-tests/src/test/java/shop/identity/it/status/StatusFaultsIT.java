package shop.identity.it.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.OnGround;
import shop.identity.it.ground.ShippedRealm;
import shop.identity.stack.KeycloakNode;

/** A change of status is done with all that belongs to it, or not at all. */
@OnGround
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("CD-5")
class StatusFaultsIT {

    private final Ground ground;
    private ShippedRealm realm;
    private Arrivals arrivals;

    StatusFaultsIT(Ground ground) {
        this.ground = ground;
    }

    @BeforeAll
    void prepare() {
        realm = new ShippedRealm(ground, ShippedRealm::hashesCheaply);
        arrivals = new Arrivals(ground, realm);
    }

    @AfterEach
    void repair() {
        ground.execute("ALTER TABLE IF EXISTS SHOP_OUTBOX_GONE RENAME TO SHOP_OUTBOX");
    }

    @AfterAll
    void close() {
        realm.close();
    }

    private void assertNothingHappened(String id) {
        assertThat(ground.query("SELECT ENABLED FROM USER_ENTITY WHERE ID = ?", id))
                .containsExactly("t");
        assertThat(ground.query("SELECT STATUS FROM SHOP_CUSTOMER WHERE CUSTOMER_ID = ?", id))
                .containsExactly("ACTIVE");
        assertThat(ground.count("SELECT count(*) FROM SHOP_OUTBOX WHERE AGGREGATEID = ?", id))
                .isEqualTo(1);
        assertThat(ground.count("SELECT count(*) FROM SHOP_STATUS_NOTE WHERE USER_ID = ?", id))
                .isZero();
        assertThat(ground.count("SELECT count(*) FROM SHOP_SESSION_END WHERE USER_ID = ?", id))
                .isZero();
        assertThat(realm.resource().getAdminEvents())
                .noneMatch(event -> event.getResourcePath().contains(id + "/status"));
    }

    @Test
    void anEventThatCannotBeWrittenStopsIt() {
        String id = arrivals.customer(user -> {}).id();
        StatusInterface staff = StatusInterface.ofAdministrator(ground.node(), realm.name());
        ground.execute("ALTER TABLE SHOP_OUTBOX RENAME TO SHOP_OUTBOX_GONE");

        StatusInterface.Answer answer = staff.put(id, "SUSPENDED", "case 4711");

        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.contentType()).startsWith("application/problem+json");
        assertThat(answer.text()).doesNotContain("4711", "SHOP_OUTBOX");
        repair();
        assertNothingHappened(id);
        assertThat(staff.put(id, "SUSPENDED", "case 4711").status()).isEqualTo(200);
    }

    /** It has written the customer's row, and waits for the lock of the version: the node dies over it. */
    @Test
    void aNodeThatDiesOverItHasDoneNothing() throws Exception {
        String id = arrivals.customer(user -> {}).id();
        KeycloakNode second = ground.secondNode();
        StatusInterface there = StatusInterface.ofAdministrator(second, realm.name());
        assertThat(there.get(id).status()).isEqualTo(200);
        CompletableFuture<StatusInterface.Answer> put;
        try (Connection holder = ground.postgres().connect()) {
            holder.setAutoCommit(false);
            try (PreparedStatement hold =
                    holder.prepareStatement("SELECT 1 FROM SHOP_CUSTOMER WHERE CUSTOMER_ID = ? FOR UPDATE")) {
                hold.setString(1, id);
                hold.execute();
            }
            put = CompletableFuture.supplyAsync(() -> there.put(id, "SUSPENDED", "case 4711"));
            Awaitility.await("it waits for the version")
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> ground.count("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
                                    + " AND query LIKE '%SHOP_CUSTOMER%'")
                            == 1);
            second.kill();
            holder.rollback();
        }
        assertThat(put.handle((answer, lost) -> lost != null).join()).isTrue();

        Awaitility.await("the database has noticed")
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertNothingHappened(id));
        StatusInterface here = StatusInterface.ofAdministrator(ground.node(), realm.name());
        assertThat(here.put(id, "SUSPENDED", "case 4711").status()).isEqualTo(200);
        assertThat(ground.topic().settled(id, 2)).hasSize(2);
    }
}
