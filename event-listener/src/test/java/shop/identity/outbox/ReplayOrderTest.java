package shop.identity.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ReplayOrderTest {

    private static PastEvent event(String customer, long sequence, long millis) {
        return new PastEvent(new UUID(millis << 16 | 0x7000, sequence), customer, sequence, false);
    }

    private static PastEvent end(String customer, long sequence, long millis) {
        return new PastEvent(new UUID(millis << 16 | 0x7000, sequence), customer, sequence, true);
    }

    private static List<String> told(List<PastEvent> events) {
        return events.stream()
                .map(event -> event.customerId() + event.sequence())
                .toList();
    }

    @Test
    void differentCustomersComeByTime() {
        ReplayOrder order = new ReplayOrder(List.of(event("b", 1, 30), event("a", 1, 10), event("a", 2, 40)));

        assertThat(told(order.between(0, 100))).containsExactly("a1", "b1", "a2");
    }

    @Test
    void eventsOfOneTransactionComeByVersion() {
        ReplayOrder order = new ReplayOrder(List.of(event("a", 2, 10), event("a", 3, 10), event("a", 1, 10)));

        assertThat(told(order.between(0, 100))).containsExactly("a1", "a2", "a3");
    }

    @Test
    void tombstoneComesBehindWhatItFollows() {
        PastEvent deleted = end("a", 3, 10);
        PastEvent tombstone = new PastEvent(EventIds.after(deleted.id()), "a", 3, false);

        ReplayOrder order = new ReplayOrder(List.of(tombstone, deleted));

        assertThat(order.between(0, 100)).containsExactly(deleted, tombstone);
    }

    @Test
    void lifeOfAnIdThatComesBackIsToldAfterTheFormerOne() {
        List<PastEvent> formerLife = List.of(event("a", 1, 10), event("a", 2, 40), event("a", 3, 30), end("a", 4, 40));
        List<PastEvent> nextLife = List.of(event("a", 1, 41), end("a", 2, 60));
        List<PastEvent> lastLife = List.of(event("a", 1, 70), event("a", 2, 80));

        ReplayOrder order = new ReplayOrder(
                Stream.of(lastLife, nextLife, formerLife).flatMap(List::stream).toList());

        assertThat(order.between(0, 100))
                .containsExactlyElementsOf(Stream.of(formerLife, nextLife, lastLife)
                        .flatMap(List::stream)
                        .toList());
    }

    @Test
    void slowClockOfAnotherNodeChangesNoCustomersOrder() {
        List<PastEvent> events = List.of(event("a", 1, 10), event("a", 2, 60), event("a", 3, 40), event("a", 4, 70));

        ReplayOrder order = new ReplayOrder(events);

        assertThat(told(order.between(0, 50))).containsExactly("a1", "a2", "a3");
        assertThat(told(order.between(50, 100))).containsExactly("a4");
    }
}
