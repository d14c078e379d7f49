package shop.identity.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.LogTail;
import shop.identity.it.ground.OnGround;
import shop.identity.it.ground.Pause;

@OnGround
class BrokerAwayAtStartIT {

    @Test
    @Tag("EV-8")
    @Tag("EV-13")
    void keycloakStartsRegistersAndSaysOnceThatTheBrokerIsAway(Ground ground) throws IOException, InterruptedException {
        ground.node().stop();
        ground.kafka().kill();
        try {
            LogTail log = new LogTail(ground.node());
            ground.node().start();
            String email = "b-" + UUID.randomUUID() + "@example.com";
            assertThat(ground.registration().register(email).isRegistered()).isTrue();
            Pause.of(Duration.ofSeconds(20));
            List<String> sentences = log.linesWith("Kafka takes no messages");

            ground.kafka().start();

            String id = ground.customerId(email).orElseThrow();
            assertThat(ground.topic().eventually(id, Duration.ofSeconds(30), records -> !records.isEmpty()))
                    .hasSize(1);
            assertThat(sentences)
                    .singleElement()
                    .asString()
                    .contains(ground.kafka().bootstrapServers());
            Awaitility.await("the good news")
                    .until(() -> log.linesWith("Kafka takes messages again").size() == 1);
        } finally {
            if (!ground.kafka().isAlive()) {
                ground.kafka().start();
            }
        }
    }
}
