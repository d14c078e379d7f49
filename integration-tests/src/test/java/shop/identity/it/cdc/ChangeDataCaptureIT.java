package shop.identity.it.cdc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keycloak.representations.idm.UserRepresentation;
import shop.identity.it.ground.AdminApi;
import shop.identity.it.ground.CustomerRecord;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.LogTail;
import shop.identity.it.ground.OnGround;
import shop.identity.stack.KeycloakNode;
import shop.identity.stack.Stack;

/** Debezium, set up as {@code docs/cdc.md} says and with the files that ship, in the relay's place and beside it. */
@OnGround
@Tag("EV-12")
class ChangeDataCaptureIT {

    private static final String OPTION = "--spi-events-listener--shop-customer-events--";
    private static final String TRACEPARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    private final Ground ground;
    private final String topic = "cdc-" + UUID.randomUUID();

    @TempDir
    private Path folder;

    ChangeDataCaptureIT(Ground ground) {
        this.ground = ground;
    }

    @BeforeEach
    void prepare() throws Exception {
        ShippedConnector.prepare(ground);
        Awaitility.await("the relay's topic")
                .until(() -> ground.topic().all().findAny().isPresent());
        try (Admin admin =
                Admin.create(Map.of("bootstrap.servers", ground.kafka().bootstrapServers()))) {
            int partitions = admin.describeTopics(List.of(Stack.TOPIC))
                    .topicNameValues()
                    .get(Stack.TOPIC)
                    .get()
                    .partitions()
                    .size();
            admin.createTopics(List.of(new NewTopic(topic, partitions, (short) 1)))
                    .all()
                    .get();
        }
    }

    @AfterEach
    void remove() {
        ShippedConnector.remove(ground);
    }

    @Test
    void publishesTheSameRecordsAsTheRelay() throws Exception {
        KeycloakNode node = ground.stack().keycloak().node(1);
        node.start(List.of(OPTION + "personal-data=firstName"));
        try (Connector connector = connectorTo(topic);
                RawTopic relayed = new RawTopic(ground.kafka().bootstrapServers(), Stack.TOPIC);
                RawTopic captured = new RawTopic(ground.kafka().bootstrapServers(), topic)) {
            String traced = createWithTrace(node);
            String untraced = lifeOf(node);

            assertThat(relayed.eventually(untraced, 4)).hasSize(4).isEqualTo(captured.eventually(untraced, 4));
            assertThat(relayed.eventually(traced, 1)).hasSize(1).isEqualTo(captured.eventually(traced, 1));
            assertThat(captured.of(traced).get(0).headerNames()).contains("traceparent");
            assertThat(captured.of(untraced))
                    .allSatisfy(record -> assertThat(record.headerNames()).doesNotContain("traceparent"));
            assertThat(captured.of(untraced).get(1).value().get())
                    .contains("Jürgen 🦊".getBytes(StandardCharsets.UTF_8));
        } finally {
            node.stop();
        }
    }

    @Test
    void takesTheRelaysPlace() {
        KeycloakNode node = ground.stack().keycloak().node(1);
        LogTail log = new LogTail(node);
        node.start(List.of(OPTION + "publisher=cdc", OPTION + "kafka-bootstrap-servers=127.0.0.1:1"));
        try {
            String id = lifeOf(node);
            assertThat(ground.count("SELECT COUNT(*) FROM SHOP_OUTBOX WHERE AGGREGATEID = ?", id))
                    .isEqualTo(4);
            assertThat(ground.query("SELECT JOB_ID FROM SHOP_QUEUE WHERE ITEM_KEY = ?", id))
                    .isEmpty();
            assertThat(ground.topic().of(id)).isEmpty();
            assertThat(log.linesWith("left to change data capture")).hasSize(1);
            assertThat(log.linesWith("Customer events go to Kafka")).isEmpty();
            try (Connector connector = connectorTo(Stack.TOPIC)) {
                assertThat(ground.topic().settled(id, 4))
                        .extracting(CustomerRecord::sequence)
                        .containsExactly(1L, 2L, 3L, 4L);
            }
        } finally {
            node.stop();
        }
    }

    @Test
    void goesOnWhereItStopped() {
        try (AdminApi admin = ground.admin();
                RawTopic captured = new RawTopic(ground.kafka().bootstrapServers(), topic)) {
            String before;
            try (Connector connector = connectorTo(topic)) {
                before = admin.create(person());
                captured.eventually(before, 1);
            }
            String meanwhile = admin.create(person());
            try (Connector connector = connectorTo(topic)) {
                assertThat(captured.eventually(meanwhile, 1)).hasSize(1);
            }
        }
    }

    @Test
    void rowsOfTheOutboxAreOnlyInserted() {
        try (LoggedChanges changes = new LoggedChanges(ground)) {
            String id = lifeOf(ground.node());
            ground.topic().settled(id, 4);

            assertThat(changes.byKind())
                    .containsOnlyKeys("I")
                    .hasEntrySatisfying("I", count -> assertThat(count).isGreaterThanOrEqualTo(4));
            ground.execute("DELETE FROM SHOP_OUTBOX WHERE AGGREGATEID = '" + id + "'");
            assertThat(changes.byKind()).containsEntry("D", 4);
        }
    }

    @Test
    void removalOfOldRowsIsNotPublished() {
        try (Connector connector = connectorTo(topic);
                RawTopic captured = new RawTopic(ground.kafka().bootstrapServers(), topic);
                AdminApi admin = ground.admin()) {
            String old = admin.create(person());
            captured.eventually(old, 1);
            ground.topic().eventually(old, 1);
            ground.execute("DELETE FROM SHOP_OUTBOX WHERE AGGREGATEID = '" + old + "'");
            String next = admin.create(person());

            captured.eventually(next, 1);
            assertThat(captured.of(old)).hasSize(1);
            // The router would pass over a removal, too. It is not even sent.
            assertThat(ground.query("SELECT pubdelete OR pubupdate OR pubtruncate FROM pg_publication"
                            + " WHERE pubinsert AND pubname = '" + ShippedConnector.PUBLICATION + "'"))
                    .containsExactly("f");
        }
    }

    /** As {@code CompactedTopicIT} sees the relay's. On the ground's own topic no consumer expects one. */
    @Test
    void rowWithoutPayloadIsATombstone() {
        String customer = UUID.randomUUID().toString();
        try (Connector connector = connectorTo(topic);
                RawTopic captured = new RawTopic(ground.kafka().bootstrapServers(), topic)) {
            ground.execute("INSERT INTO SHOP_OUTBOX (ID, AGGREGATETYPE, AGGREGATEID, REALM_ID, TYPE, SOURCE, TIME,"
                    + " DATASCHEMA, SEQUENCE, ACTOR, CHANNEL) VALUES (gen_random_uuid(), 'customer', '" + customer
                    + "', 'none', 'tombstone', '/realms/shop', '2026-11-24T06:07:12Z', '', '00000000000000000002',"
                    + " 'self', 'account-api')");

            assertThat(captured.eventually(customer, 1)).singleElement().satisfies(tombstone -> {
                assertThat(tombstone.value()).isNull();
                assertThat(tombstone.headers()).isEmpty();
            });
        } finally {
            ground.execute("DELETE FROM SHOP_OUTBOX WHERE AGGREGATEID = '" + customer + "'");
        }
    }

    /** Its slot moves on, and what the worker noted with it: behind the slot it would not start again. */
    @Test
    void quietOutboxHoldsNoLogBack() {
        try (AdminApi admin = ground.admin();
                RawTopic captured = new RawTopic(ground.kafka().bootstrapServers(), topic)) {
            try (Connector connector = connectorTo(topic)) {
                captured.eventually(admin.create(person()), 1);
                ground.execute("CREATE TABLE busy AS SELECT generate_series(1, 100000) AS number; DROP TABLE busy");
                String written = ground.query("SELECT pg_current_wal_lsn()").get(0);

                Awaitility.await("the slot to move on")
                        .atMost(Duration.ofSeconds(60))
                        .until(() -> ground.count(
                                        "SELECT COUNT(*) FROM pg_replication_slots WHERE slot_name = ?"
                                                + " AND confirmed_flush_lsn > ?::pg_lsn",
                                        ShippedConnector.SLOT,
                                        written)
                                == 1);
            }
            String after = admin.create(person());
            try (Connector connector = connectorTo(topic)) {
                assertThat(captured.eventually(after, 1)).hasSize(1);
            }
        }
    }

    @Test
    void lostSlotStopsItInsteadOfAGap() {
        try (AdminApi admin = ground.admin();
                RawTopic captured = new RawTopic(ground.kafka().bootstrapServers(), topic)) {
            try (Connector connector = connectorTo(topic)) {
                captured.eventually(admin.create(person()), 1);
            }
            ShippedConnector.dropSlot(ground);
            admin.create(person());
            ground.executeAsSuperuser(
                    "SELECT pg_create_logical_replication_slot('" + ShippedConnector.SLOT + "', 'pgoutput')");
            try (Connector connector = connector(topic)) {
                assertThat(connector.awaitEnd()).contains("no longer available");
            }
        }
    }

    private Connector connectorTo(String topic) {
        return connector(topic).awaitStreaming(ground);
    }

    private Connector connector(String topic) {
        return new Connector(ground.kafka().bootstrapServers(), configuration(topic), folder.resolve("offsets"));
    }

    private Map<String, String> configuration(String topic) {
        Map<String, String> config = ShippedConnector.configuration(ground);
        assertThat(config).containsEntry("transforms.outbox.route.topic.replacement", Stack.TOPIC);
        config.put("transforms.outbox.route.topic.replacement", topic);
        return config;
    }

    private static UserRepresentation person() {
        return AdminApi.person("c-" + UUID.randomUUID() + "@example.com");
    }

    /** One event of each type. */
    private String lifeOf(KeycloakNode node) {
        try (AdminApi admin = ground.adminAt(node)) {
            String id = admin.create(person());
            admin.rename(id, "Jürgen 🦊");
            UserRepresentation user = admin.customer(id).toRepresentation();
            user.setEnabled(false);
            admin.customer(id).update(user);
            admin.customer(id).remove();
            return id;
        }
    }

    private String createWithTrace(KeycloakNode node) throws IOException, InterruptedException {
        String email = person().getEmail();
        try (AdminApi admin = ground.adminAt(node)) {
            HttpRequest create = HttpRequest.newBuilder(URI.create(node.baseUrl() + "/admin/realms/shop/users"))
                    .header(
                            "Authorization",
                            "Bearer " + admin.keycloak().tokenManager().getAccessTokenString())
                    .header("Content-Type", "application/json")
                    .header("traceparent", TRACEPARENT)
                    .POST(HttpRequest.BodyPublishers.ofString(
                            "{\"username\":\"" + email + "\",\"email\":\"" + email + "\"}"))
                    .build();
            assertThat(HttpClient.newHttpClient()
                            .send(create, HttpResponse.BodyHandlers.discarding())
                            .statusCode())
                    .isEqualTo(201);
            return ground.customerId(email).orElseThrow();
        }
    }
}
