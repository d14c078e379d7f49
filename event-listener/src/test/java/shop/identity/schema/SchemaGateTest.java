package shop.identity.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import shop.identity.customer.CustomerEventType;
import shop.identity.outbox.OutboxMessage;
import shop.identity.queue.Delivery;
import shop.identity.queue.Delivery.Outcome;

@Tag("EV-8")
class SchemaGateTest {

    private final List<OutboxMessage> sent = new ArrayList<>();

    @Test
    void rejectsWhatBreaksItsSchemaAndDeliversTheRest() {
        OutboxMessage sound = message("ACTIVE");

        List<Delivery> deliveries = deliver(Delivery.delivered(), message("?"), sound, message("?"));

        assertThat(deliveries)
                .extracting(Delivery::outcome)
                .containsExactly(Outcome.REJECTED, Outcome.DELIVERED, Outcome.REJECTED);
        assertThat(deliveries.get(0).reason())
                .isEqualTo("the payload breaks its schema urn:shop-identity:schema:customer.status_changed:1:"
                        + " field /to breaks rule enum");
        assertThat(sent).containsExactly(sound);
    }

    @Test
    void asksTheSinkForNothingWhenNothingIsSound() {
        assertThat(deliver(Delivery.delivered(), message("?")))
                .extracting(Delivery::outcome)
                .containsExactly(Outcome.REJECTED);
        assertThat(sent).isEmpty();
    }

    @Test
    void judgesNothingWhileTheSinkIsAway() {
        assertThat(deliver(Delivery.unavailable("away"), message("?"), message("ACTIVE")))
                .extracting(Delivery::outcome)
                .containsExactly(Outcome.UNAVAILABLE, Outcome.UNAVAILABLE);
    }

    /** Which shows that it is not looked at. */
    @Test
    void judgesNothingTwice() {
        assertThat(deliver(Delivery.delivered(), message("?", true)))
                .extracting(Delivery::outcome)
                .containsExactly(Outcome.DELIVERED);
    }

    @Test
    void letsATombstonePass() {
        OutboxMessage tombstone =
                new OutboxMessage(UUID.randomUUID(), "c", "tombstone", "", "", "", "", "", "", null, null, false);

        assertThat(deliver(Delivery.delivered(), tombstone))
                .extracting(Delivery::outcome)
                .containsExactly(Outcome.DELIVERED);
        assertThat(sent).containsExactly(tombstone);
    }

    private List<Delivery> deliver(Delivery answer, OutboxMessage... messages) {
        try (SchemaGate gate = new SchemaGate(new PayloadSchemas(), sound -> {
            sent.addAll(sound);
            return sound.stream().map(message -> answer).toList();
        })) {
            return gate.deliver(Stream.of(messages).toList());
        }
    }

    private static OutboxMessage message(String status) {
        return message(status, false);
    }

    private static OutboxMessage message(String status, boolean sound) {
        String data = "{\"customerId\":\"c\",\"from\":\"PENDING\",\"to\":\"" + status + "\"}";
        CustomerEventType type = CustomerEventType.STATUS_CHANGED;
        return new OutboxMessage(
                UUID.randomUUID(), "c", type.type(), "", "", type.dataSchema(), "", "", "", null, data, sound);
    }
}
