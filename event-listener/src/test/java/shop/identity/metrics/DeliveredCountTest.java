package shop.identity.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import shop.identity.queue.Delivery;

@Tag("EV-14")
class DeliveredCountTest {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    @Test
    void countsWhatWasDeliveredAndNothingElse() {
        try (DeliveredCount<String> count = new DeliveredCount<>(registry, "shop.test.sent", "Tests that were sent")) {
            count.answered(
                    List.of("sent", "refused", "tried again", "sent, too"),
                    List.of(
                            Delivery.delivered(),
                            Delivery.rejected("no"),
                            Delivery.retry("later"),
                            Delivery.delivered()));

            assertThat(registry.get("shop.test.sent").counter().count()).isEqualTo(2);
        }
        assertThat(registry.getMeters()).isEmpty();
    }
}
