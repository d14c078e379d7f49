package shop.identity.it.own;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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
import shop.identity.it.metrics.Scrape;
import shop.identity.it.own.OwnInterface.Answer;
import shop.identity.stack.Fault;
import shop.identity.stack.KeycloakNode;

/** A thousand calls while a part hangs: nothing is left of them. On a node of its own, with a deadline that is soon over. */
@OnGround
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("CD-4")
class DetailsUnderLoadIT {

    private static final int CALLS = 1000;
    private static final int AT_ONCE = 20;
    private static final String DEADLINE = "--spi-realm-restapi-extension--shop-customer--deadline-millis=250";

    /** What the server does besides, at any moment. */
    private static final int COMING_AND_GOING = 10;

    private final Ground ground;
    private final ExecutorService callers = Executors.newFixedThreadPool(AT_ONCE);
    private KeycloakNode node;
    private ShippedRealm realm;
    private OwnInterface api;
    private Shopper who;

    DetailsUnderLoadIT(Ground ground) {
        this.ground = ground;
    }

    @BeforeAll
    void start() throws Exception {
        node = ground.stack().keycloak().node(1);
        node.start(List.of(DEADLINE));
        realm = new ShippedRealm(ground, OneIssuer.of(ground));
        who = new Shoppers(ground, realm).shopper();
        api = OwnInterface.ofCustomers(node, realm.name());
    }

    @AfterEach
    void behave() {
        ground.stack().orders().setFault(null);
    }

    @AfterAll
    void stop() {
        callers.shutdownNow();
        realm.close();
        node.stop();
    }

    private void call(int times, String missing) throws Exception {
        List<Future<Answer>> answers = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            answers.add(callers.submit(() -> api.get(who, "")));
        }
        for (Future<Answer> each : answers) {
            Answer answer = each.get();
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.json().get("incomplete").toString()).contains(missing);
        }
    }

    private double threads() {
        return Scrape.of(node).value("jvm_threads_live_threads");
    }

    private long connections() {
        return ground.count(
                "SELECT COUNT(*) FROM pg_stat_activity WHERE usename = 'keycloak' AND state <> 'idle' AND pid <> pg_backend_pid()");
    }

    @Test
    void noThreadIsLeftOfAThousandCallsToAnOrderServiceThatHangs() throws Exception {
        ground.stack().orders().setFault(Fault.delayMillis(5000));
        call(2 * AT_ONCE, "orders");
        double before = threads();
        double missing = Scrape.of(node).value("shop_details_incomplete_total{part=\"orders\"}");

        call(CALLS, "orders");

        assertThat(threads()).isLessThanOrEqualTo(before + COMING_AND_GOING);
        assertThat(Scrape.of(node).value("shop_details_incomplete_total{part=\"orders\"}"))
                .isEqualTo(missing + CALLS);
        ground.stack().orders().setFault(null);
        assertThat(api.get(who, "").json().get("incomplete")).isEmpty();
    }

    @Test
    void neitherThreadNorConnectionIsLeftOfAThousandCallsToATableThatIsLocked() throws Exception {
        api.get(who, "");
        double before;
        try (Connection connection = ground.postgres().connect()) {
            connection.setAutoCommit(false);
            connection.createStatement().execute("LOCK TABLE SHOP_PREFERENCES IN ACCESS EXCLUSIVE MODE");
            call(2 * AT_ONCE, "preferences");
            before = threads();

            call(CALLS, "preferences");

            assertThat(threads()).isLessThanOrEqualTo(before + COMING_AND_GOING);
            connection.rollback();
        }
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(connections()).isLessThan(3));
        Awaitility.await()
                .untilAsserted(() ->
                        assertThat(api.get(who, "").json().get("incomplete")).isEmpty());
    }
}
