package shop.identity.it.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import shop.identity.customer.CustomerEventType;
import shop.identity.it.ground.AdminApi;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.OnGround;
import shop.identity.stack.Stack;

/** What {@code docs/asyncapi.yaml} says, against the code and the records on the topic. */
@OnGround
@Tag("EV-4")
class AsyncApiIT {

    private final Ground ground;
    private final AsyncApi document = new AsyncApi();

    AsyncApiIT(Ground ground) throws IOException {
        this.ground = ground;
    }

    @Test
    void documentIsOneToAsyncApi() throws IOException {
        assertThat(document.flaws()).isEmpty();
    }

    @Test
    void itListsTheTypesThatAreAndTheSchemasTheyName() throws IOException {
        assertThat(document.types())
                .as("messages in docs/asyncapi.yaml, one for each type in CustomerEventType")
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(CustomerEventType.values())
                        .map(CustomerEventType::type)
                        .toList());
        for (CustomerEventType type : CustomerEventType.values()) {
            assertThat(document.dataSchemaOf(type.type())).isEqualTo(type.dataSchema());
        }
    }

    @Test
    void recordsHaveTheHeadersItLists() {
        String id;
        try (AdminApi admin = ground.admin()) {
            id = admin.create(AdminApi.person("a-" + UUID.randomUUID() + "@example.com"));
        }
        ground.topic().eventually(id, 1);

        assertThat(document.topic()).isEqualTo(Stack.TOPIC);
        assertThat(new WholeTopic(ground.kafka().bootstrapServers(), document.topic()).records())
                .isNotEmpty()
                .allSatisfy(record -> assertThat(document.breaches(record)).isEmpty())
                .anySatisfy(record -> assertThat(record.key()).isEqualTo(id));
    }

    @Test
    void headerThatItDoesNotListIsABreach() {
        ConsumerRecord<String, byte[]> record = new ConsumerRecord<>(Stack.TOPIC, 0, 0, "key", new byte[0]);
        record.headers().add("ce_colour", "blue".getBytes(StandardCharsets.UTF_8));

        assertThat(document.breaches(record))
                .anyMatch(breach -> breach.contains("ce_colour"))
                .anyMatch(breach -> breach.contains("ce_id"));
    }
}
