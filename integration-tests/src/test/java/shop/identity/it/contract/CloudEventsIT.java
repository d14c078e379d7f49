package shop.identity.it.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudevents.CloudEvent;
import io.cloudevents.SpecVersion;
import io.cloudevents.core.message.Encoding;
import io.cloudevents.core.message.MessageReader;
import io.cloudevents.kafka.KafkaMessageFactory;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.keycloak.admin.client.CreatedResponseUtil;
import org.keycloak.admin.client.resource.RealmResource;
import org.keycloak.representations.idm.RealmRepresentation;
import shop.identity.it.ground.AdminApi;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.OnGround;
import shop.identity.stack.Stack;

/** What the CloudEvents SDK for Java, which knows nothing of us, makes of the records on the topic. */
@OnGround
@Tag("EV-4")
class CloudEventsIT {

    private final Ground ground;
    private final WholeTopic topic;

    CloudEventsIT(Ground ground) {
        this.ground = ground;
        this.topic = new WholeTopic(ground.kafka().bootstrapServers(), Stack.TOPIC);
    }

    @Test
    void everyRecordIsAnEventInBinaryMode() {
        String id;
        try (AdminApi admin = ground.admin()) {
            id = admin.create(AdminApi.person("e-" + UUID.randomUUID() + "@example.com"));
            admin.rename(id, "Maximiliane");
            admin.customer(id).remove();
        }
        ground.topic().eventually(id, 3);

        List<ConsumerRecord<String, byte[]>> records = topic.records();
        assertThat(records).allSatisfy(CloudEventsIT::assertEvent);
        assertThat(topic.of(id))
                .extracting(record -> read(record).getType())
                .contains("customer.created", "customer.updated", "customer.deleted");
    }

    /** Keycloak takes any letter and blanks in a realm's name, a URI does not. Renamed, a realm may have a long one. */
    @Test
    void sourceIsAUriWhateverTheRealmIsCalled() {
        RealmRepresentation realm = new RealmRepresentation();
        realm.setRealm("cloud-" + UUID.randomUUID());
        realm.setEnabled(true);
        realm.setEventsListeners(List.of("shop-customer-events"));
        String name = "Läden und Märkte " + UUID.randomUUID() + "ü".repeat(150);
        try (AdminApi admin = ground.admin()) {
            admin.keycloak().realms().create(realm);
            RealmResource before = admin.keycloak().realm(realm.getRealm());
            realm.setRealm(name);
            before.update(realm);
            RealmResource renamed = admin.keycloak().realm(name);
            try (Response answer = renamed.users().create(AdminApi.person("e-" + UUID.randomUUID() + "@example.com"))) {
                String id = CreatedResponseUtil.getCreatedId(answer);
                ground.topic().eventually(id, 1);

                assertThat(topic.of(id)).singleElement().satisfies(record -> {
                    assertEvent(record);
                    assertThat(read(record).getSource().getPath()).isEqualTo("/realms/" + name);
                    assertThat(WholeTopic.header(record, "ce_source")).matches("\\p{ASCII}+");
                });
            } finally {
                renamed.remove();
            }
        }
    }

    private static void assertEvent(ConsumerRecord<String, byte[]> record) {
        assertThat(reader(record).getEncoding()).isEqualTo(Encoding.BINARY);
        CloudEvent event = read(record);
        assertThat(event.getSpecVersion()).isEqualTo(SpecVersion.V1);
        UUID.fromString(event.getId());
        assertThat(event.getSource().getPath()).startsWith("/realms/");
        assertThat(event.getSubject()).isEqualTo(record.key());
        assertThat(event.getTime()).isNotNull();
        assertThat(event.getDataContentType()).isEqualTo("application/json");
        assertThat(event.getDataSchema()).isEqualTo(URI.create("urn:shop-identity:schema:" + event.getType() + ":1"));
        assertThat(new String(event.getData().toBytes(), StandardCharsets.UTF_8))
                .startsWith("{\"customerId\":");
        // Lower-case letters and digits, as the specification wants names of attributes.
        assertThat(event.getExtensionNames()).containsExactlyInAnyOrder("sequence", "actor", "channel");
        assertThat(event.getExtension("sequence")).asString().matches("\\d{20}");
        assertThat(event.getExtension("actor")).isIn("self", "admin", "system");
    }

    private static CloudEvent read(ConsumerRecord<String, byte[]> record) {
        return reader(record).toEvent();
    }

    private static MessageReader reader(ConsumerRecord<String, byte[]> record) {
        return KafkaMessageFactory.createReader(record);
    }
}
