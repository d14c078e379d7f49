package shop.identity.it.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import shop.identity.it.ground.AdminApi;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.LogTail;
import shop.identity.it.ground.OnGround;

/** A topic on which Kafka keeps the last record of each key. */
@OnGround
@Tag("EV-4")
class CompactedTopicIT {

    private static final String OPTION = "--spi-events-listener--shop-customer-events--";

    /** As impatient a cleaner as Kafka has: a segment is closed by the first record after its second. */
    private static final Map<String, String> COMPACTED = Map.of(
            "cleanup.policy", "compact",
            "min.cleanable.dirty.ratio", "0.001",
            "delete.retention.ms", "1",
            "segment.ms", "1000");

    private final Ground ground;
    private final String name = "compacted-" + UUID.randomUUID();
    private final WholeTopic topic;

    CompactedTopicIT(Ground ground) {
        this.ground = ground;
        this.topic = new WholeTopic(ground.kafka().bootstrapServers(), name);
    }

    @BeforeEach
    void createTopic() throws Exception {
        awaitEmptyQueue();
        topic.create(COMPACTED);
    }

    @AfterEach
    void backToTheSharedTopic() throws Exception {
        try {
            awaitEmptyQueue();
        } finally {
            ground.node().stop();
            topic.delete();
            ground.node().start();
        }
    }

    @Test
    void deletedCustomerIsForgotten() {
        publishHere("true");
        String id = comeAndGo();

        ConsumerRecord<String, byte[]> last = topic.of(id).get(topic.of(id).size() - 1);
        assertThat(last.value()).isNull();
        assertThat(last.headers()).isEmpty();
        assertThat(typesAndVersions(id))
                .containsSubsequence("customer.created 1", "customer.updated 2", "customer.deleted 3");
        assertThat(ground.query(
                        "SELECT TYPE || ' ' || COALESCE(PAYLOAD, '-') FROM SHOP_OUTBOX"
                                + " WHERE AGGREGATEID = ? AND PAYLOAD IS NULL",
                        id))
                .containsExactly("tombstone -");

        Awaitility.await("the topic to forget the customer")
                .atMost(Duration.ofSeconds(120))
                .pollInterval(Duration.ofSeconds(2))
                .until(() -> {
                    comeAndGo();
                    return topic.of(id).stream().noneMatch(record -> record.value() != null);
                });
    }

    @Test
    void relayWarnsWhereTheTopicWouldKeepThem() {
        LogTail log = new LogTail(ground.node());
        publishHere("false");
        String id = comeAndGo();

        assertThat(topic.of(id)).noneMatch(record -> record.value() == null);
        assertThat(log.linesWith(name + " is compacted"))
                .hasSize(1)
                .allMatch(line -> line.contains("WARN") && line.contains("option tombstones"));
    }

    private void publishHere(String tombstones) {
        ground.node().stop();
        ground.node().start(List.of(OPTION + "kafka-topic=" + name, OPTION + "tombstones=" + tombstones));
    }

    /** @return the id of a customer who came, changed and went */
    private String comeAndGo() {
        try (AdminApi admin = ground.admin()) {
            String id = admin.create(AdminApi.person("k-" + UUID.randomUUID() + "@example.com"));
            admin.rename(id, "Maximiliane");
            admin.customer(id).remove();
            awaitEmptyQueue();
            return id;
        }
    }

    private void awaitEmptyQueue() {
        Awaitility.await("the queue to drain")
                .atMost(Duration.ofSeconds(30))
                .until(() -> ground.count("SELECT COUNT(*) FROM SHOP_QUEUE") == 0);
    }

    private Stream<String> typesAndVersions(String id) {
        return topic.of(id).stream()
                .filter(record -> record.value() != null)
                .map(record -> WholeTopic.header(record, "ce_type") + " "
                        + Long.parseLong(WholeTopic.header(record, "ce_sequence")));
    }
}
