package shop.identity.it.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import shop.identity.it.ground.AdminApi;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.OnGround;
import shop.identity.stack.KeycloakNode;

/** What an administrator gets wrong is said in one sentence, without a secret in it. */
@OnGround
@Tag("EV-13")
class KafkaSettingsIT {

    private static final String OPTION = "--spi-events-listener--shop-customer-events--";
    private static final String SECRET = "tell-nobody-4711";

    private final Ground ground;
    private final KeycloakNode node;

    KafkaSettingsIT(Ground ground) {
        this.ground = ground;
        this.node = ground.stack().keycloak().node(1);
    }

    @AfterEach
    void stop() throws IOException {
        node.stop();
        assertThat(Files.readString(node.log())).doesNotContain(SECRET);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            kafka-topic=not a topic                  | option kafka-topic: 'not a topic' is no topic name
            kafka-bootstrap-server=127.0.0.1:1       | there is no option kafka-bootstrap-server
            kafka-bootstrap-servers=nonsense         | option kafka-bootstrap-servers
            kafka-acks=1                             | option kafka-acks must be all
            kafka-linger-ms=soon                     | option kafka-linger-ms
            kafka-security-protocol=PLAIN            | option kafka-security-protocol
            kafka-transactional-id=mine              | option kafka-transactional-id cannot be set
            kafka-ssl-truststore-location=/no/such   | /no/such
            kafka-sasl-jaas-config=password='tell-nobody-4711' | kafka-sasl-jaas-config
            personal-data=email,shoeSize             | option personal-data: unknown field 'shoeSize'
            relay-enabled=perhaps                    | option relay-enabled: 'perhaps' is neither true nor false
            """)
    void wrongOptionStopsTheStart(String option, String sentence) throws IOException {
        List<String> options = new java.util.ArrayList<>(List.of(OPTION + option));
        if (option.contains("truststore")) {
            options.add(OPTION + "kafka-security-protocol=SSL");
        }
        if (option.contains("jaas")) {
            options.add(OPTION + "kafka-security-protocol=SASL_PLAINTEXT");
        }
        node.launch(options);

        assertThat(node.awaitExit(Duration.ofSeconds(60))).isNotZero();
        String log = Files.readString(node.log());
        assertThat(log.lines().filter(line -> line.contains("shop-customer-events: ")))
                .hasSize(1);
        assertThat(log).contains(sentence).doesNotContain("\tat shop.identity");
    }

    @Test
    void takenTopicNameIsNamed() throws Exception {
        try (Admin admin =
                Admin.create(Map.of("bootstrap.servers", ground.kafka().bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic("customer.taken", 1, (short) 1)))
                    .all()
                    .get();
        }
        assertOneSentence(List.of(OPTION + "kafka-topic=customer_taken"), "customer_taken");
    }

    @Test
    void unreachableBrokerIsNamed() throws IOException {
        assertOneSentence(List.of(OPTION + "kafka-bootstrap-servers=127.0.0.1:1"), "127.0.0.1:1");
    }

    @Test
    void unknownBrokerNameIsNamed() throws IOException {
        assertOneSentence(List.of(OPTION + "kafka-bootstrap-servers=kafka.invalid:9092"), "kafka.invalid:9092");
    }

    /** The node runs; its relay says once why nothing goes out, as soon as there is something to deliver. */
    private void assertOneSentence(List<String> options, String part) throws IOException {
        ground.node().stop();
        try (AdminApi ignored = startedWith(options)) {
            Awaitility.await("the sentence")
                    .atMost(Duration.ofSeconds(40))
                    .until(() -> sentences().size() == 1);
            assertThat(sentences().get(0)).contains(part);
        } finally {
            node.stop();
            ground.node().start();
        }
    }

    private AdminApi startedWith(List<String> options) {
        node.start(options);
        AdminApi admin = ground.adminAt(node);
        admin.create(AdminApi.person("s-" + java.util.UUID.randomUUID() + "@example.com"));
        return admin;
    }

    private List<String> sentences() throws IOException {
        return Files.readString(node.log())
                .lines()
                .filter(line -> line.contains("Kafka takes no messages"))
                .toList();
    }
}
