package shop.identity.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.OnGround;

@OnGround
class BrokerAwayAtStartIT {

    @Test
    @Tag("EV-8")
    @Tag("EV-13")
    void keycloakStartsRegistersAndSaysOnceThatTheBrokerIsAway(Ground ground) throws IOException, InterruptedException {
        ground.node().stop();
        ground.kafka().kill();
        try {
            ground.node().start();
            String email = "b-" + UUID.randomUUID() + "@example.com";
            assertThat(ground.registration().register(email).isRegistered()).isTrue();
            Thread.sleep(15_000);
            String log = Files.readString(ground.node().log());

            ground.kafka().start();

            String id = ground.customerId(email).orElseThrow();
            assertThat(ground.topic().eventually(id, Duration.ofSeconds(30), records -> !records.isEmpty()))
                    .hasSize(1);
            assertThat(log.lines().filter(line -> line.contains("Kafka takes no messages")))
                    .hasSize(1)
                    .allSatisfy(line -> assertThat(line).contains(ground.kafka().bootstrapServers()));
            assertThat(Files.readString(ground.node().log())).contains("Kafka takes messages again");
        } finally {
            if (!ground.kafka().isAlive()) {
                ground.kafka().start();
            }
        }
    }
}
