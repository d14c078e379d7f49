package shop.identity.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.keycloak.representations.idm.UserRepresentation;
import shop.identity.it.ground.AdminApi;
import shop.identity.it.ground.CustomerRecord;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.OnGround;
import shop.identity.it.ground.Percentiles;

/** Ten thousand customers at once. */
@OnGround
class BurstIT {

    private static final int BURST = 10_000;
    private static final int PER_IMPORT = 2_500;

    /** Of a relay whose statements read the whole queue for each entry, 200 were seen. */
    private static final double TOO_SLOW = 1000;

    @Test
    @Tag("EV-7")
    void aBurstDrains(Ground ground) {
        List<UserRepresentation> users =
                Stream.generate(BurstIT::someone).limit(BURST).toList();
        Set<String> ids = users.stream().map(UserRepresentation::getId).collect(Collectors.toSet());
        try (AdminApi admin = ground.admin()) {
            for (int from = 0; from < BURST; from += PER_IMPORT) {
                try (Response answer = admin.importUsers(users.subList(from, from + PER_IMPORT), "FAIL")) {
                    assertThat(answer.getStatus()).isEqualTo(200);
                }
            }
        }
        Awaitility.await("the burst on the topic")
                .atMost(Duration.ofSeconds(60))
                .until(() -> recordsOf(ground, ids).size() >= BURST);
        List<CustomerRecord> records = recordsOf(ground, ids);
        assertThat(ratesOf(records)).allSatisfy(rate -> assertThat(rate).isGreaterThan(TOO_SLOW));
        assertThat(records.stream().map(CustomerRecord::id).distinct()).hasSize(BURST);
        assertThat(records).allSatisfy(record -> assertThat(record.sequence()).isEqualTo(1));
        Awaitility.await().until(() -> ground.count("SELECT COUNT(*) FROM SHOP_QUEUE") == 0);
    }

    private static List<CustomerRecord> recordsOf(Ground ground, Set<String> ids) {
        return ground.topic().all().filter(record -> ids.contains(record.key())).toList();
    }

    /** The drain of each import: what one transaction committed at once, from the first record to the last. */
    private static List<Double> ratesOf(List<CustomerRecord> records) {
        List<Double> rates = new ArrayList<>();
        for (int from = 0; from < BURST; from += PER_IMPORT) {
            List<CustomerRecord> drained = records.subList(from, from + PER_IMPORT);
            Duration took = Duration.between(
                    drained.get(0).arrived(), drained.get(drained.size() - 1).arrived());
            rates.add(PER_IMPORT * 1000.0 / Math.max(1, took.toMillis()));
            System.out.printf(
                    "burst of %d: %.0f events/s, from commit to consumer %s%n",
                    PER_IMPORT,
                    rates.get(rates.size() - 1),
                    Percentiles.of(drained.stream().map(CustomerRecord::latency).toList()));
        }
        return rates;
    }

    private static UserRepresentation someone() {
        UserRepresentation user = AdminApi.person("burst-" + UUID.randomUUID() + "@example.com");
        user.setId(UUID.randomUUID().toString());
        return user;
    }
}
