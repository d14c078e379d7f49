package shop.identity.it.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import shop.identity.it.erasure.LeavingRealm.Leaver;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.OnGround;
import shop.identity.it.ground.Together;

/** Many at the same time, at two nodes. */
@OnGround
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("GD-2")
@Tag("GD-4")
class ErasureRaceIT {

    private static final int MANY = 24;

    private final Ground ground;
    private LeavingRealm realm;
    private List<PrivacyInterface> nodes;

    ErasureRaceIT(Ground ground) {
        this.ground = ground;
    }

    @BeforeAll
    void open() {
        realm = new LeavingRealm(ground);
        nodes = List.of(realm.api(), realm.apiAt(ground.secondNode()));
    }

    @AfterAll
    void close() {
        realm.close();
        ground.secondNode().stop();
    }

    private long told(Leaver who, String type) {
        return ground.topic().of(who.id()).stream()
                .filter(record -> record.type().equals(type))
                .map(record -> record.id())
                .distinct()
                .count();
    }

    @Test
    void oneRequestIsAccepted() throws Exception {
        Leaver who = realm.customer();

        List<Integer> statuses = Together.run(
                MANY,
                number -> nodes.get(number % 2)
                        .byStaff("POST", "", "{\"customerId\":\"" + who.id() + "\"}")
                        .status());

        assertThat(statuses).containsOnly(201, 409).containsOnlyOnce(201);
        ground.topic().settled(who.id(), 4);
        assertThat(told(who, "customer.erasure_requested")).isEqualTo(1);
    }

    @Test
    void oneCancellationCounts() throws Exception {
        Leaver who = realm.customer();
        String id = realm.leaves(who);

        List<Integer> statuses = Together.run(
                MANY,
                number -> nodes.get(number % 2)
                        .byStaff("POST", "/" + id + "/cancel", "")
                        .status());

        assertThat(statuses).containsOnly(200, 409).containsOnlyOnce(200);
        ground.topic().settled(who.id(), 7);
        assertThat(told(who, "customer.erasure_cancelled")).isEqualTo(1);
    }

    /** Either the one or the other, and both know which. */
    @Test
    void cancelledOrErased() throws Exception {
        for (int round = 0; round < 10; round++) {
            Leaver who = realm.customer();
            String id = realm.leaves(who);
            // Due for the workers, and not yet for who cancels.
            ground.execute("UPDATE SHOP_ERASURE SET NEXT_ATTEMPT_AT = now() WHERE ID = '" + id + "'");

            int status = nodes.get(round % 2)
                    .byStaff("POST", "/" + id + "/cancel", "")
                    .status();

            String end = Awaitility.await("an end")
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> realm.state(id), state -> !state.equals("requested"));
            assertThat(status).isEqualTo(end.equals("cancelled") ? 200 : 409);
            assertThat(realm.attributes(who).containsKey("shopStatus")).isEqualTo(end.equals("completed"));
        }
    }
}
