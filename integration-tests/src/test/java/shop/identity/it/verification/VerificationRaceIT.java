package shop.identity.it.verification;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
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
import shop.identity.it.ground.Walk;
import shop.identity.stack.KeycloakNode;

/** One link is used by many at once, at two nodes, and by a node that dies over it. */
@OnGround
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class VerificationRaceIT {

    private static final int MANY = 1000;
    private static final int BROWSERS = 40;
    private static final int CUSTOMERS = 12;

    private final Ground ground;
    private ShippedRealm realm;
    private Customers customers;
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
        realm.close();
        second.stop();
    }

    @Test
    @Tag("VF-2")
    void ofManyUsesOfOneLinkOneVerifies() throws Exception {
        Customers.Waiting waiting = customers.register();
        List<Walk> browsers =
                Stream.generate(() -> realm.walk()).limit(BROWSERS).toList();
        String here = waiting.mail().link();
        String there = here.replace(ground.node().baseUrl(), second.baseUrl());

        List<Walk.Page> pages = Together.run(
                MANY, i -> browsers.get(i % BROWSERS).submit(i % 2 == 0 ? here : there, Map.of("action", "confirm")));

        assertThat(pages).filteredOn(page -> page.has("id=\"shop-done\"")).hasSize(1);
        assertThat(pages)
                .filteredOn(page -> page.status() == 400 && page.has("id=\"shop-reason\""))
                .hasSize(MANY - 1);
        String id = ground.customerId(waiting.address()).orElseThrow();
        assertThat(ground.topic().settled(id, 3))
                .extracting(CustomerRecord::type)
                .containsExactly("customer.created", "customer.verified", "customer.status_changed");
    }

    @Test
    @Tag("VF-2")
    void aNodeThatDiesOverItLeavesItUsedAndVerifiedOrNeither() throws Exception {
        List<Customers.Waiting> waiting = new ArrayList<>();
        for (int i = 0; i < CUSTOMERS; i++) {
            waiting.add(customers.register());
        }
        AtomicInteger answered = new AtomicInteger();

        Together.run(CUSTOMERS + 1, i -> {
            if (i == CUSTOMERS) {
                while (answered.get() < 2) {
                    Thread.onSpinWait();
                }
                second.kill();
                return null;
            }
            String link = waiting.get(i).mail().link().replace(ground.node().baseUrl(), second.baseUrl());
            try {
                return realm.walkAt(second).submit(link, Map.of("action", "confirm"));
            } catch (IOException died) {
                return null;
            } finally {
                answered.incrementAndGet();
            }
        });
        second.start();

        for (Customers.Waiting one : waiting) {
            boolean used =
                    customers.ofToken("t.USED_AT IS NOT NULL", one.address()).equals("t");
            assertThat(used).isEqualTo(customers.isVerified(one.address()));
            realm.walk().submit(one.mail().link(), Map.of("action", "confirm"));
            assertThat(customers.isVerified(one.address())).isTrue();
            String id = ground.customerId(one.address()).orElseThrow();
            assertThat(ground.topic().settled(id, 3))
                    .extracting(CustomerRecord::type)
                    .containsExactly("customer.created", "customer.verified", "customer.status_changed");
        }
    }
}
