package shop.identity.it.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import shop.identity.it.ground.AdminApi;
import shop.identity.it.ground.CustomerRecord;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.OnGround;
import shop.identity.it.ground.Topic;
import shop.identity.stack.KeycloakNode;

/** One customer, many writers, two nodes: one order without a gap. */
@OnGround
class OrderIT {

    private static final int WRITERS = 8;
    private static final int CHANGES = 25;

    @Test
    @Tag("EV-6")
    void parallelChangesOverTwoNodesArriveInVersionOrder(Ground ground) throws Exception {
        KeycloakNode second = ground.secondNode();
        ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
        try (AdminApi here = ground.admin();
                AdminApi there = ground.adminAt(second)) {
            String id = here.create(AdminApi.person("o-" + UUID.randomUUID() + "@example.com"));
            List<Future<Integer>> answers = new ArrayList<>();
            for (int writer = 0; writer < WRITERS; writer++) {
                AdminApi node = writer % 2 == 0 ? here : there;
                String name = "Erika " + writer;
                answers.add(writers.submit(() -> changes(node, id, name)));
            }
            int accepted = 0;
            for (Future<Integer> answer : answers) {
                accepted += answer.get();
            }
            long version = ground.count("SELECT VERSION FROM SHOP_CUSTOMER WHERE CUSTOMER_ID = ?", id);

            List<CustomerRecord> records =
                    ground.topic().eventually(id, Duration.ofSeconds(30), seen -> seen.size() >= version);

            assertThat(Topic.disorder(records)).isEmpty();
            assertThat(records.get(records.size() - 1).sequence()).isEqualTo(version);
            assertThat(version).isEqualTo(accepted + 1L);
        } finally {
            writers.shutdownNow();
            second.stop();
        }
    }

    private static int changes(AdminApi node, String id, String name) {
        int accepted = 0;
        for (int i = 0; i < CHANGES; i++) {
            node.rename(id, name + " " + i);
            accepted++;
        }
        return accepted;
    }
}
