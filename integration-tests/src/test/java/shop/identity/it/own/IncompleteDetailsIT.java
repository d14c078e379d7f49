package shop.identity.it.own;

import static org.assertj.core.api.Assertions.assertThat;
import static shop.identity.it.own.Details.incomplete;
import static shop.identity.it.own.Details.ordering;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.LogTail;
import shop.identity.it.ground.OnGround;
import shop.identity.it.ground.Together;
import shop.identity.it.own.OwnInterface.Answer;
import shop.identity.stack.Fault;
import shop.identity.stack.OrderService;

/** Everything about a customer that can be had in time, whatever the parts do meanwhile. */
@OnGround
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("CD-4")
class IncompleteDetailsIT {

    private static final Duration DEADLINE = Duration.ofSeconds(2);
    private static final Duration AT_THE_LATEST = DEADLINE.plusMillis(200);

    private final Ground ground;
    private final OrderService orders;
    private OwnRealm realm;
    private OwnInterface api;

    IncompleteDetailsIT(Ground ground) {
        this.ground = ground;
        this.orders = ground.stack().orders();
    }

    @BeforeAll
    void prepare() {
        realm = new OwnRealm(ground);
        api = realm.customers();
    }

    @AfterEach
    void behave() {
        orders.setFault(null);
        ground.execute("ALTER TABLE IF EXISTS SHOP_WISHLIST_GONE RENAME TO SHOP_WISHLIST");
    }

    @AfterAll
    void close() {
        realm.close();
    }

    private record Timed(Answer answer, Duration took) {}

    private Timed timed(Shopper who) {
        long begin = System.nanoTime();
        Answer answer = api.get(who, "");
        return new Timed(answer, Duration.ofNanos(System.nanoTime() - begin));
    }

    /** Everything but this is there, and in time. */
    private Duration assertMissing(Shopper who, String part) {
        Timed timed = timed(who);
        assertThat(timed.answer().status()).isEqualTo(200);
        assertThat(incomplete(timed.answer())).containsExactly(part);
        assertThat(timed.answer().json().has(part)).isFalse();
        Set<String> others = new TreeSet<>(Set.of("addresses", "wishlists", "preferences", "orders", "profile"));
        others.remove(part);
        assertThat(timed.answer().json().properties().stream().map(Map.Entry::getKey))
                .containsAll(others);
        assertThat(timed.took()).isLessThan(AT_THE_LATEST);
        return timed.took();
    }

    @Test
    void aSlowOrderServiceIsWaitedFor() throws Exception {
        Shopper who = ordering(realm, orders);
        orders.setFault(Fault.delayMillis(800));

        Timed timed = timed(who);

        assertThat(incomplete(timed.answer())).isEmpty();
        assertThat(timed.answer().json().get("orders")).hasSize(1);
        assertThat(timed.took()).isBetween(Duration.ofMillis(800), AT_THE_LATEST);
    }

    @Test
    void oneThatHangsIsNot() throws Exception {
        Shopper who = ordering(realm, orders);
        api.get(who, "");
        orders.setFault(Fault.delayMillis(20_000));

        for (int i = 0; i < 5; i++) {
            assertThat(assertMissing(who, "orders")).isGreaterThan(Duration.ofMillis(1900));
        }
    }

    @Test
    void oneThatHangsInTheMiddleOfItsAnswerIsNot() throws Exception {
        Shopper who = ordering(realm, orders);
        orders.setFault(Fault.stallMillis(20_000));

        assertMissing(who, "orders");
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 404, 500, 503})
    void oneThatFailsIsNamedAtOnce(int status) throws Exception {
        Shopper who = ordering(realm, orders);
        orders.setFault(Fault.status(status));

        assertThat(assertMissing(who, "orders")).isLessThan(Duration.ofSeconds(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html>", "{\"orders\": []}", "[\"o-1\"]", "[{\"id\": null, \"status\": \"OPEN\"}]"})
    void oneThatAnswersNonsenseIsNamedAtOnce(String nonsense) throws Exception {
        Shopper who = ordering(realm, orders);
        orders.setFault(Fault.body(nonsense));

        assertThat(assertMissing(who, "orders")).isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void oneThatNeverStopsIsNotListenedTo() throws Exception {
        Shopper who = ordering(realm, orders);
        orders.setFault(Fault.body("[" + " ".repeat(1 << 20) + "]"));

        assertMissing(who, "orders");
    }

    @Test
    void whatItSaysWrongIsInNoLog() throws Exception {
        Shopper who = ordering(realm, orders);
        orders.setFault(Fault.body("[\"" + who.email() + " orders nonsense\"]"));
        LogTail log = new LogTail(ground.node());

        assertMissing(who, "orders");

        assertThat(log.text()).doesNotContain(who.email(), "orders nonsense");
    }

    @Test
    void aPartThatFailsIsNamedAlone() throws Exception {
        Shopper who = ordering(realm, orders);
        ground.execute("ALTER TABLE SHOP_WISHLIST RENAME TO SHOP_WISHLIST_GONE");

        assertThat(assertMissing(who, "wishlists")).isLessThan(Duration.ofSeconds(1));
    }

    private Connection holdPreferences() throws SQLException {
        Connection connection = ground.postgres().connect();
        connection.setAutoCommit(false);
        connection.createStatement().execute("LOCK TABLE SHOP_PREFERENCES IN ACCESS EXCLUSIVE MODE");
        return connection;
    }

    private long waiting() {
        return ground.count("SELECT COUNT(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'");
    }

    /** And its connection to the database comes back, though nobody lets go of what it waits for. */
    @Test
    void aPartThatHangsInTheDatabaseIsNamedAlone() throws Exception {
        Shopper who = ordering(realm, orders);
        try (Connection connection = holdPreferences()) {
            assertMissing(who, "preferences");

            Awaitility.await()
                    .atMost(Duration.ofSeconds(2))
                    .untilAsserted(() -> assertThat(waiting()).isZero());
            connection.rollback();
        }
        assertThat(incomplete(api.get(who, ""))).isEmpty();
    }

    /** All its threads hang then: the others are not kept waiting for one more. */
    @Test
    void manyAtOnceWhileAPartHangs() throws Exception {
        Shopper who = ordering(realm, orders);
        try (Connection connection = holdPreferences()) {
            List<Timed> answers = Together.run(40, i -> timed(who));

            assertThat(answers).allSatisfy(timed -> {
                assertThat(timed.answer().status()).isEqualTo(200);
                assertThat(incomplete(timed.answer())).contains("preferences");
                // Forty at once on a small machine: what they do besides waiting takes its time.
                assertThat(timed.took()).isLessThan(AT_THE_LATEST.plusSeconds(1));
            });
            assertThat(waiting()).isLessThanOrEqualTo(4);
            connection.rollback();
        }
        Awaitility.await()
                .untilAsserted(() -> assertThat(incomplete(api.get(who, ""))).isEmpty());
    }
}
