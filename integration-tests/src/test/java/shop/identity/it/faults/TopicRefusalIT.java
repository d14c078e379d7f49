package shop.identity.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import shop.identity.it.ground.AdminApi;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.LogTail;
import shop.identity.it.ground.OnGround;
import shop.identity.it.ground.Pause;
import shop.identity.it.ground.SaslListener;
import shop.identity.it.ground.Topic;
import shop.identity.stack.KeycloakNode;
import shop.identity.stack.Stack;

/** The broker takes the producer's right to write: an outage, told once, over when the right is given back. */
@OnGround
@Tag("EV-8")
class TopicRefusalIT {

    private static final String OPTION = "--spi-events-listener--shop-customer-events--kafka-";

    private final Ground ground;
    private final KeycloakNode node;

    TopicRefusalIT(Ground ground) {
        this.ground = ground;
        this.node = ground.stack().keycloak().node(1);
    }

    @Test
    void everybodyWaitsNobodyIsLost() throws Exception {
        takeAndGiveBack(AclOperation.WRITE);
    }

    /** Without all rights, the topic does not even seem to be there. */
    @Test
    @Tag("long")
    void norWhereTheTopicIsHidden() throws Exception {
        takeAndGiveBack(AclOperation.ALL);
    }

    private void takeAndGiveBack(AclOperation denied) throws Exception {
        AclBinding refusal = new AclBinding(
                new ResourcePattern(ResourceType.TOPIC, Stack.TOPIC, PatternType.LITERAL),
                new AccessControlEntry("User:shop", "*", denied, AclPermissionType.DENY));
        ground.node().stop();
        try (Admin kafka =
                Admin.create(Map.of("bootstrap.servers", ground.kafka().bootstrapServers()))) {
            node.start(List.of(
                    OPTION + "security-protocol=SASL_PLAINTEXT",
                    OPTION + "sasl-mechanism=PLAIN",
                    OPTION + "bootstrap-servers=" + ground.sasl().bootstrapServers(),
                    OPTION + "sasl-jaas-config=" + SaslListener.jaas(SaslListener.PASSWORD)));
            LogTail log = new LogTail(node);
            try (AdminApi admin = ground.adminAt(node)) {
                String customer = admin.create(AdminApi.person("a-" + UUID.randomUUID() + "@example.com"));
                ground.topic().eventually(customer, 1);
                kafka.createAcls(List.of(refusal)).all().get();
                List<String> customers = waitOut(admin, customer, log);
                kafka.deleteAcls(List.of(refusal.toFilter())).all().get();

                assertThat(ground.topic().eventually(customer, 3)).hasSizeGreaterThanOrEqualTo(3);
                customers.forEach(id -> ground.topic().eventually(id, 1));
                assertThat(Topic.disorder(ground.topic().of(customer))).isEmpty();
                Awaitility.await()
                        .untilAsserted(() -> assertThat(log.linesWith("Kafka takes messages again"))
                                .hasSize(1));
            }
        } finally {
            giveBack(refusal);
            node.stop();
            ground.node().start();
        }
    }

    private List<String> waitOut(AdminApi admin, String customer, LogTail log) {
        admin.rename(customer, "Maximiliane");
        Awaitility.await("the sentence")
                .atMost(Duration.ofSeconds(30))
                .until(() -> !log.linesWith("Kafka takes no messages").isEmpty());
        admin.rename(customer, "Erika");
        List<String> customers = new ArrayList<>();
        for (int more = 0; more < 8; more++) {
            customers.add(admin.create(AdminApi.person("a-" + UUID.randomUUID() + "@example.com")));
            Pause.of(Duration.ofSeconds(1));
        }
        assertThat(log.linesWith("Kafka takes no messages"))
                .singleElement()
                .asString()
                .contains("the producer may not write to topic " + Stack.TOPIC);
        assertThat(ground.count("SELECT COUNT(*) FROM SHOP_QUEUE WHERE NEXT_ATTEMPT_AT IS NOT NULL"))
                .isZero();
        assertThat(ground.topic().of(customer)).hasSize(1);
        return customers;
    }

    private void giveBack(AclBinding refusal) throws ExecutionException, InterruptedException {
        try (Admin kafka =
                Admin.create(Map.of("bootstrap.servers", ground.kafka().bootstrapServers()))) {
            kafka.deleteAcls(List.of(refusal.toFilter())).all().get();
        }
    }
}
