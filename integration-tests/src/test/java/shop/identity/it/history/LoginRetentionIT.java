package shop.identity.it.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import shop.identity.history.LoginTable;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.OnGround;
import shop.identity.it.ground.ShippedRealm;
import shop.identity.it.ground.Together;
import shop.identity.it.history.Logins.Customer;
import shop.identity.stack.KeycloakNode;

/** Logins go when they are old enough, in small steps; a customer's last one stays. */
@OnGround
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("LG-8")
class LoginRetentionIT {

    /** Shorter than the one of the nodes, whose own worker would take what is to be counted here. */
    private static final Duration RETENTION = Duration.ofDays(7);

    private static final int AT_ONCE = 100;

    private final Ground ground;
    private final LoginTable table = new LoginTable();
    private ShippedRealm realm;
    private Logins logins;
    private String somebody;

    LoginRetentionIT(Ground ground) {
        this.ground = ground;
    }

    @BeforeAll
    void prepare() {
        realm = new ShippedRealm(ground, ShippedRealm::hashesCheaply);
        logins = new Logins(ground, realm);
    }

    @AfterAll
    void close() {
        realm.close();
    }

    @AfterEach
    void clear() {
        ground.execute("DELETE FROM SHOP_LOGIN WHERE REALM_ID = 'retention'");
        ground.execute("DELETE FROM SHOP_LAST_LOGIN WHERE REALM_ID = 'retention'");
    }

    /** So many of somebody's, all of this age. */
    private void old(int many, Duration age) {
        somebody = "f:store:" + UUID.randomUUID();
        ground.execute("INSERT INTO SHOP_LOGIN (REALM_ID, USER_ID, MADE_AT, NETWORK, WAY)"
                + " SELECT 'retention', '" + somebody + "', CURRENT_TIMESTAMP - interval '" + age.toSeconds()
                + " seconds', '192.0.2.1', 'form' FROM generate_series(1, " + many + ")");
    }

    private int remove() throws Exception {
        int sum = 0;
        try (Connection connection = ground.postgres().connect()) {
            int removed;
            do {
                removed = table.removeOlder(connection, RETENTION, AT_ONCE);
                assertThat(removed).isLessThanOrEqualTo(AT_ONCE);
                sum += removed;
            } while (removed == AT_ONCE);
        }
        return sum;
    }

    @Test
    void whatIsOlderGoesByBatchesAndWhatIsYoungerStays() throws Exception {
        old(250, RETENTION.plusMinutes(1));
        String younger = somebody;
        old(30, RETENTION.minusMinutes(1));

        assertThat(remove()).isEqualTo(250);

        assertThat(logins.rows(younger)).isZero();
        assertThat(logins.rows(somebody)).isEqualTo(30);
    }

    @Test
    void twoNodesAtItDoNoHarm() throws Exception {
        old(1000, RETENTION.plusDays(1));

        List<Integer> removed = Together.run(2, i -> remove());

        assertThat(removed.get(0) + removed.get(1)).isEqualTo(1000);
    }

    @Test
    void theLastLoginOutlivesTheRetention() throws Exception {
        Customer customer = logins.customer();
        logins.byGrant(customer);
        logins.age(customer.id(), "91 days");

        remove();

        assertThat(logins.kept(customer.id())).isEmpty();
        assertThat(logins.last(customer.id())).containsExactly("127.0.0.1");
    }

    /** As those whom Keycloak removes together with the directory that they came from. */
    @Test
    void nothingOutlivesItOfACustomerWhoWentWithoutAWord() throws Exception {
        Customer customer = logins.customer();
        logins.byGrant(customer);
        String gone = UUID.randomUUID().toString();
        for (String name : List.of("SHOP_LOGIN", "SHOP_LAST_LOGIN")) {
            ground.execute("UPDATE " + name + " SET USER_ID = '" + gone + "' WHERE USER_ID = '" + customer.id() + "'");
        }
        logins.age(gone, "91 days");

        remove();

        assertThat(logins.rows(gone)).isZero();
    }

    /** Whoever is removed and whoever signs in wait for each other: there is no login of nobody. */
    @Test
    void aLoginDuringARemovalLeavesNothing() throws Exception {
        for (int round = 0; round < 10; round++) {
            Customer customer = logins.customer();

            Together.run(8, i -> {
                if (i == 0) {
                    realm.resource().users().delete(customer.id()).close();
                    return 204;
                }
                return logins.byGrant(customer).status();
            });

            assertThat(logins.rows(customer.id())).isZero();
        }
    }

    @Test
    @Tag("long")
    void theWorkerOfANodeDoesIt() throws Exception {
        KeycloakNode second = ground.stack().keycloak().node(1);
        old(2500, Duration.ofDays(8));
        String gone = somebody;
        old(10, Duration.ofDays(6));

        second.start(List.of("--spi-events-listener--shop-login-history--retention-days=7"));
        try {
            Awaitility.await("the first round, a minute after the start")
                    .atMost(Duration.ofSeconds(120))
                    .until(() -> logins.rows(gone) == 0);
        } finally {
            second.stop();
        }

        assertThat(logins.rows(somebody)).isEqualTo(10);
    }
}
