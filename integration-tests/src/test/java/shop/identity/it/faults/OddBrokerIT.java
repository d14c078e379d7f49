package shop.identity.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.keycloak.admin.client.CreatedResponseUtil;
import org.keycloak.admin.client.resource.UsersResource;
import org.keycloak.representations.idm.UserRepresentation;
import shop.identity.it.ground.AdminApi;
import shop.identity.it.ground.CustomerRecord;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.LogTail;
import shop.identity.it.ground.OnGround;
import shop.identity.it.ground.Pause;
import shop.identity.it.ground.Topic;

/**
 * A broker that is there and odd: it takes small records only, has lost the topic, answers after everybody has given up.
 * On a topic of its own: the ground's is read by all tests.
 */
@OnGround
@Tag("EV-8")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OddBrokerIT {

    private static final String NAME = "odd-" + UUID.randomUUID();

    private final Ground ground;
    private Admin kafka;

    OddBrokerIT(Ground ground) {
        this.ground = ground;
    }

    @BeforeAll
    void publishToAnotherTopic() {
        kafka = Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, ground.kafka().bootstrapServers()));
        ground.node().stop();
        ground.node().start(List.of("--spi-events-listener--shop-customer-events--kafka-topic=" + NAME));
    }

    @AfterEach
    void awaitRest() {
        ground.kafka().resume();
        try {
            awaitDelivered();
        } finally {
            ground.execute("DELETE FROM SHOP_QUEUE WHERE QUEUE = 'kafka'");
        }
    }

    @AfterAll
    void publishToTheOldOne() {
        ground.kafka().resume();
        kafka.close();
        ground.node().stop();
        ground.node().start();
    }

    @Test
    void recordOverTheTopicsLimitHoldsBackItsCustomerAlone() throws Exception {
        String name = "odd-" + UUID.randomUUID();
        try (AdminApi admin = ground.admin();
                Topic topic = new Topic(ground.kafka().bootstrapServers(), NAME)) {
            UsersResource users = admin.createRealmOfFreeAttributes(name).users();
            String poisoned = create(users);
            List<String> others = create(users, 5);
            topic.eventually(poisoned, 1);
            limitRecordsTo(1500);
            try {
                // The broker goes on to find them in one batch, which Kafka's client has to take apart.
                ground.kafka().pause();
                others.forEach(id -> change(users, id, user -> user.setFirstName("Anna")));
                change(users, poisoned, user -> user.setAttributes(AdminApi.twentyLongNames()));
                change(users, poisoned, user -> user.setFirstName("Berta"));
                others.forEach(id -> change(users, id, user -> user.setFirstName("Carla")));
            } finally {
                ground.kafka().resume();
            }

            others.forEach(id -> assertTold(topic, id, 3));
            Awaitility.await("the reason")
                    .atMost(Duration.ofSeconds(40))
                    .until(() -> ground
                            .query(
                                    "SELECT LAST_ERROR FROM SHOP_QUEUE WHERE NEXT_ATTEMPT_AT = 'infinity'"
                                            + " AND ITEM_KEY = ?",
                                    poisoned)
                            .stream()
                            .anyMatch(reason -> reason.contains("RecordTooLargeException")));
            assertThat(topic.of(poisoned)).allMatch(seen -> seen.sequence() == 1);
            assertThat(undelivered()).isEqualTo(2);

            // Staff may raise the limit instead of giving the record up.
            limitRecordsTo(1_000_000);
            ground.execute("UPDATE SHOP_QUEUE SET NEXT_ATTEMPT_AT = NULL WHERE ITEM_KEY = '" + poisoned + "'");
            assertTold(topic, poisoned, 3);
            admin.keycloak().realm(name).remove();
        } finally {
            limitRecordsTo(1_000_000);
        }
    }

    @Test
    void deletedTopicMakesEventsWaitUntilSomebodyMakesItAgain() throws Exception {
        try (AdminApi admin = ground.admin()) {
            UsersResource users = admin.shop().users();
            String before = create(users);
            awaitDelivered();
            LogTail log = new LogTail(ground.node());

            deleteTopic();
            List<String> customers = create(users, 5);
            change(users, before, user -> user.setFirstName("Anna"));
            customers.forEach(id -> change(users, id, user -> user.setFirstName("Berta")));
            Awaitility.await("the reason in the log")
                    .atMost(Duration.ofSeconds(40))
                    .until(() -> !log.linesWith("Kafka takes no messages").isEmpty());
            assertThat(log.linesWith("Kafka takes no messages").get(0)).contains(NAME);
            assertThat(undelivered()).isEqualTo(11);
            kafka.createTopics(List.of(new NewTopic(NAME, 2, (short) 1))).all().get();

            try (Topic anew = new Topic(ground.kafka().bootstrapServers(), NAME)) {
                customers.forEach(id -> assertTold(anew, id, 2));
                assertThat(anew.eventually(before, 1)).allMatch(seen -> seen.sequence() == 2);
            }
            assertNothingDied();
        }
    }

    /** The producer gives up a request after 5 s, so every answer comes too late for it. */
    @Test
    void brokerThatAnswersTooLateLosesNothingAndSlowsNobody() throws Exception {
        try (AdminApi admin = ground.admin();
                Topic topic = new Topic(ground.kafka().bootstrapServers(), NAME)) {
            UsersResource users = admin.shop().users();
            List<String> customers = create(users, 3);
            int answers = 4;
            for (int answer = 0; answer < answers; answer++) {
                ground.kafka().pause();
                assertThat(ground.registration().register().isRegistered()).isTrue();
                String name = "Anna" + "a".repeat(answer);
                customers.forEach(id -> change(users, id, user -> user.setFirstName(name)));
                Pause.of(Duration.ofSeconds(6));
                ground.kafka().resume();
                Pause.of(Duration.ofMillis(100));
            }

            customers.forEach(id -> assertTold(topic, id, 1 + answers));
            assertNothingDied();
        }
    }

    private void deleteTopic() throws ExecutionException, InterruptedException {
        kafka.deleteTopics(List.of(NAME)).all().get();
        // The controller has decided; what reaches the broker before it knows goes with the old topic.
        Pause.of(Duration.ofSeconds(1));
    }

    private static void assertTold(Topic topic, String customer, int version) {
        List<CustomerRecord> told = topic.eventually(customer, Duration.ofSeconds(60), seen -> newest(seen) == version);
        assertThat(Topic.disorder(told)).isEmpty();
    }

    private static long newest(List<CustomerRecord> records) {
        return records.stream().mapToLong(CustomerRecord::sequence).max().orElse(0);
    }

    private static List<String> create(UsersResource users, int count) {
        return Stream.generate(() -> create(users)).limit(count).toList();
    }

    private static String create(UsersResource users) {
        try (Response answer = users.create(AdminApi.person("odd-" + UUID.randomUUID() + "@example.com"))) {
            return CreatedResponseUtil.getCreatedId(answer);
        }
    }

    private static void change(UsersResource users, String id, Consumer<UserRepresentation> change) {
        UserRepresentation user = users.get(id).toRepresentation();
        change.accept(user);
        users.get(id).update(user);
    }

    private void awaitDelivered() {
        Awaitility.await("an empty queue").atMost(Duration.ofSeconds(40)).until(() -> undelivered() == 0);
    }

    private void assertNothingDied() {
        assertThat(ground.count("SELECT COUNT(*) FROM SHOP_QUEUE WHERE NEXT_ATTEMPT_AT = 'infinity'"))
                .isZero();
    }

    private void limitRecordsTo(int bytes) throws ExecutionException, InterruptedException {
        ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, NAME);
        ConfigEntry limit = new ConfigEntry(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(bytes));
        Collection<AlterConfigOp> change = List.of(new AlterConfigOp(limit, AlterConfigOp.OpType.SET));
        kafka.incrementalAlterConfigs(Map.of(topic, change)).all().get();
    }

    private long undelivered() {
        return ground.count("SELECT COUNT(*) FROM SHOP_QUEUE WHERE QUEUE = 'kafka'");
    }
}
