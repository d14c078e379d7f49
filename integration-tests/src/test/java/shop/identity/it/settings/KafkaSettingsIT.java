package shop.identity.it.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
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
import shop.identity.it.ground.LogTail;
import shop.identity.it.ground.OnGround;
import shop.identity.it.ground.Pause;
import shop.identity.it.ground.SaslListener;
import shop.identity.stack.KeycloakNode;

/** What an administrator gets wrong is said in one sentence, without a secret in it. */
@OnGround
@Tag("EV-13")
class KafkaSettingsIT {

    private static final String OPTION = "--spi-events-listener--shop-customer-events--";
    private static final String SECRET = "tell-nobody-4711";

    private final Ground ground;
    private final KeycloakNode node;
    private final LogTail log;

    KafkaSettingsIT(Ground ground) {
        this.ground = ground;
        this.node = ground.stack().keycloak().node(1);
        this.log = new LogTail(node);
    }

    @AfterEach
    void stop() {
        node.stop();
        assertThat(log.text()).doesNotContain(SECRET).doesNotContain(SaslListener.PASSWORD);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            kafka-bootstrap-server=127.0.0.1:1       | there is no option kafka-bootstrap-server
            kafka-sasl-jaas-config=password='tell-nobody-4711' | option kafka-sasl-jaas-config
            """)
    void wrongOptionStopsTheStart(String option, String sentence) {
        assertStopsTheStart(option, sentence);
    }

    /** Each a start of the server. */
    @ParameterizedTest(name = "{0}")
    @Tag("long")
    @CsvSource(delimiter = '|', textBlock = """
            kafka-topic=not a topic                  | option kafka-topic: 'not a topic' is no topic name
            kafka-ssl-truststore-location=/no/such   | Failed to load SSL keystore /no/such
            kafka-bootstrap-servers=nonsense         | option kafka-bootstrap-servers: 'nonsense' is not host:port
            kafka-acks=1                             | option kafka-acks must be all
            kafka-linger-ms=soon                     | kafka-linger-ms
            kafka-security-protocol=PLAIN            | kafka-security-protocol
            kafka-partitioner-ignore-keys=true       | option kafka-partitioner-ignore-keys must be false
            kafka-transactional-id=mine              | option kafka-transactional-id cannot be set
            personal-data=email,shoeSize             | option personal-data: unknown field 'shoeSize'
            tombstones=some                          | option tombstones: 'some' is neither true nor false
            publisher=kafka                          | option publisher: 'kafka' is neither relay nor cdc
            relay=perhaps                            | option relay: 'perhaps' is neither true nor false
            backfill=perhaps                         | option backfill: 'perhaps' is neither true nor false
            """)
    void soDoesEveryOther(String option, String sentence) {
        assertStopsTheStart(option, sentence);
    }

    private void assertStopsTheStart(String option, String sentence) {
        List<String> options = new ArrayList<>(List.of(OPTION + option));
        if (option.contains("truststore")) {
            options.add(OPTION + "kafka-security-protocol=SSL");
        }
        if (option.contains("jaas")) {
            options.add(OPTION + "kafka-security-protocol=SASL_PLAINTEXT");
            options.add(OPTION + "kafka-sasl-mechanism=PLAIN");
        }
        node.launch(options);

        assertThat(node.awaitExit(Duration.ofSeconds(60))).isNotZero();
        assertThat(log.linesWith("shop-customer-events: "))
                .singleElement()
                .asString()
                .contains(sentence);
        assertThat(log.text()).doesNotContain("\tat shop.identity");
    }

    @Test
    @Tag("long")
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
    @Tag("long")
    void unreachableBrokerIsNamed() {
        assertOneSentence(List.of(OPTION + "kafka-bootstrap-servers=127.0.0.1:1"), "127.0.0.1:1");
    }

    @Test
    void unknownBrokerNameIsNamed() {
        assertOneSentence(List.of(OPTION + "kafka-bootstrap-servers=kafka.invalid:9092"), "kafka.invalid:9092");
    }

    @Test
    void refusedCredentialsAreNamed() {
        assertOneSentence(sasl(SECRET), "refuses the credentials");
    }

    @Test
    void eventsGoThroughADoorWithAPassword() {
        ground.node().stop();
        try {
            node.start(sasl(SaslListener.PASSWORD));
            assertThat(ground.topic().eventually(createCustomer(), 1)).hasSize(1);
            assertThat(log.linesWith("Kafka takes no messages")).isEmpty();
        } finally {
            node.stop();
            ground.node().start();
        }
    }

    private List<String> sasl(String password) {
        return List.of(
                OPTION + "kafka-security-protocol=SASL_PLAINTEXT",
                OPTION + "kafka-sasl-mechanism=PLAIN",
                OPTION + "kafka-bootstrap-servers=" + ground.sasl().bootstrapServers(),
                OPTION + "kafka-sasl-jaas-config=" + SaslListener.jaas(password));
    }

    /** The node runs; its relay says once why nothing goes out, however often it tries. The other node delivers. */
    private void assertOneSentence(List<String> options, String part) {
        node.start(options);
        List<String> customers = new ArrayList<>();
        Awaitility.await("the sentence")
                .atMost(Duration.ofSeconds(40))
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> {
                    customers.add(createCustomer());
                    return !log.linesWith("Kafka takes no messages").isEmpty();
                });
        for (int more = 0; more < 8; more++) {
            customers.add(createCustomer());
            Pause.of(Duration.ofSeconds(1));
        }
        assertThat(log.linesWith("Kafka takes no messages"))
                .singleElement()
                .asString()
                .contains(part);
        node.stop();
        customers.forEach(id -> assertThat(ground.topic().eventually(id, 1)).hasSize(1));
    }

    private String createCustomer() {
        try (AdminApi admin = ground.adminAt(node)) {
            return admin.create(AdminApi.person("s-" + UUID.randomUUID() + "@example.com"));
        }
    }
}
