package shop.identity.it.consumers;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import shop.identity.it.ground.AdminApi;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.OnGround;

/** The consumers in {@code docs/consumers} do what {@code docs/guarantees.md} says a consumer has to do. */
@OnGround
@Tag("EV-6")
class ConsumersIT {

    private final Ground ground;

    @TempDir
    private Path folder;

    ConsumersIT(Ground ground) {
        this.ground = ground;
    }

    @Test
    void everyEventCountsOnceOverRepeatsGapsReturnsAndRestarts() {
        String run = "crm-" + UUID.randomUUID();
        try (ShippedConsumer java = ShippedConsumer.inJava(ground, folder);
                ShippedConsumer python = ShippedConsumer.inPython(folder);
                AdminApi admin = ground.admin()) {
            List<ShippedConsumer> consumers = List.of(java, python);
            Story story = new Story(ground, admin);

            consumers.forEach(consumer -> consumer.start(ground, run));
            String repeated = story.repeated();
            consumers.forEach(consumer -> consumer.awaitHistory(repeated, 1));
            consumers.forEach(ShippedConsumer::kill);
            String withGap = story.withGap();
            String returned = story.returned();
            consumers.forEach(consumer -> consumer.start(ground, run));
            consumers.forEach(consumer -> assertHistories(consumer, repeated, withGap, returned));

            // All offsets are lost: everything comes again.
            consumers.forEach(ShippedConsumer::kill);
            consumers.forEach(consumer -> consumer.start(ground, run + "-anew"));
            consumers.forEach(consumer -> consumer.awaitEnd(ground));
            consumers.forEach(consumer -> assertHistories(consumer, repeated, withGap, returned));
        }
    }

    private static void assertHistories(ShippedConsumer consumer, String repeated, String withGap, String returned) {
        consumer.awaitHistory(repeated, 2);
        consumer.awaitHistory(withGap, 3);
        consumer.awaitHistory(returned, 4);
        assertThat(consumer.history(repeated))
                .as(consumer.toString())
                .containsExactly("customer.created", "customer.updated");
        assertThat(consumer.history(withGap))
                .as(consumer.toString())
                .containsExactly("customer.created", "customer.updated", "customer.updated");
        assertThat(consumer.history(returned))
                .as(consumer.toString())
                .containsExactly("customer.created", "customer.deleted", "customer.created", "customer.updated");
        assertThat(consumer.gaps(repeated)).isEmpty();
        assertThat(consumer.gaps(returned)).isEmpty();
        assertThat(consumer.gaps(withGap)).isNotEmpty().containsOnly("GAP " + withGap + ": 4 after 2");
    }
}
