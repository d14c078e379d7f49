package shop.identity.it.verification;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import shop.identity.it.ground.CustomerRecord;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.OnGround;
import shop.identity.it.ground.ShippedRealm;
import shop.identity.it.ground.Together;
import shop.identity.it.ground.TwoNodes;
import shop.identity.it.ground.Walk;
import shop.identity.stack.KeycloakNode;

/** One link is used by many at once, at two nodes, and by a node that dies over it. */
@OnGround
@TwoNodes
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class VerificationRaceIT {

    private static final int MANY = 1000;
    private static final int BROWSERS = 40;
    private static final int CUSTOMERS = 12;
    private static final int HELD = 6;

    private final Ground ground;
    private ShippedRealm realm;
    private Customers customers;
    private final ExecutorService browsers = Executors.newFixedThreadPool(CUSTOMERS);
    private KeycloakNode second;

    VerificationRaceIT(Ground ground) {
        this.ground = ground;
    }

    @BeforeAll
    void prepare() {
        second = ground.secondNode();
        realm = new ShippedRealm(ground, ShippedRealm::hashesCheaply);
        customers = new Customers(ground, realm);
    }

    @AfterAll
    void stop() {
        browsers.shutdown();
        realm.close();
    }

    @Test
    @Tag("VF-2")
    void ofManyUsesOfOneLinkOneVerifies() throws Exception {
        Customers.Waiting waiting = customers.register();
        List<Walk> walks = Stream.generate(() -> realm.walk()).limit(BROWSERS).toList();
        String here = waiting.mail().link();
        String there = here.replace(ground.node().baseUrl(), second.baseUrl());

        List<Walk.Page> pages = Together.run(
                MANY, i -> walks.get(i % BROWSERS).submit(i % 2 == 0 ? here : there, Map.of("action", "confirm")));

        assertThat(pages).filteredOn(page -> page.has("id=\"shop-done\"")).hasSize(1);
        assertThat(pages)
                .filteredOn(page -> page.status() == 400 && page.has("id=\"shop-reason\""))
                .hasSize(MANY - 1);
        String id = ground.customerId(waiting.address()).orElseThrow();
        assertThat(ground.topic().settled(id, 3))
                .extracting(CustomerRecord::type)
                .containsExactly("customer.created", "customer.verified", "customer.status_changed");
    }

    /** Some are held between the use of their link and the end of their transaction: that is where the node dies. */
    @Test
    @Tag("VF-2")
    void aNodeThatDiesOverItLeavesItUsedAndVerifiedOrNeither() throws Exception {
        List<Customers.Waiting> waiting = new ArrayList<>();
        for (int i = 0; i < CUSTOMERS; i++) {
            waiting.add(customers.register());
            waiting.get(i).mail();
        }
        List<Customers.Waiting> held = waiting.subList(0, HELD);
        List<CompletableFuture<Void>> presses;
        try (Connection holder = ground.postgres().connect()) {
            holder.setAutoCommit(false);
            hold(holder, held);
            presses = waiting.stream().map(this::pressAtSecond).toList();
            Awaitility.await("some in the middle, others at their end")
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> ground.count("SELECT COUNT(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
                                            + " AND query ILIKE 'update%USER_ENTITY%'")
                                    == HELD
                            && presses.stream().anyMatch(CompletableFuture::isDone));
            second.kill();
            holder.rollback();
        }
        CompletableFuture.allOf(presses.toArray(CompletableFuture[]::new)).join();
        second.start();

        for (Customers.Waiting one : waiting) {
            boolean used =
                    customers.ofToken("t.USED_AT IS NOT NULL", one.address()).equals("t");
            assertThat(used).isEqualTo(customers.isVerified(one.address()));
            assertThat(used && held.contains(one)).as("used in the middle").isFalse();
            realm.walk().submit(one.mail().link(), Map.of("action", "confirm"));
            assertThat(customers.isVerified(one.address())).isTrue();
            String id = ground.customerId(one.address()).orElseThrow();
            assertThat(ground.topic().settled(id, 3))
                    .extracting(CustomerRecord::type)
                    .containsExactly("customer.created", "customer.verified", "customer.status_changed");
        }
    }

    private static void hold(Connection holder, List<Customers.Waiting> held) throws SQLException {
        try (PreparedStatement lock = holder.prepareStatement(
                "SELECT ID FROM USER_ENTITY WHERE EMAIL = ANY(?::text[]) ORDER BY ID FOR UPDATE")) {
            lock.setArray(
                    1,
                    holder.createArrayOf(
                            "text",
                            held.stream().map(Customers.Waiting::address).toArray()));
            lock.execute();
        }
    }

    private CompletableFuture<Void> pressAtSecond(Customers.Waiting one) {
        return CompletableFuture.runAsync(
                () -> {
                    try {
                        String link = one.mail().link().replace(ground.node().baseUrl(), second.baseUrl());
                        realm.walkAt(second).submit(link, Map.of("action", "confirm"));
                    } catch (IOException died) {
                        // That is what it is about.
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                browsers);
    }
}
