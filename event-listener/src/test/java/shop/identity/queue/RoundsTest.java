package shop.identity.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("EV-6")
class RoundsTest {

    private final Rounds rounds = new Rounds(List.of(ticket(1, "a"), ticket(2, "a"), ticket(3, "b"), ticket(4, "a")));

    private static Ticket ticket(long position, String key) {
        return new Ticket(0, position, key, new UUID(0, position), 0, false);
    }

    private List<Long> next() {
        return rounds.next().stream().map(Ticket::position).toList();
    }

    @Test
    void roundHoldsTheNextOfEachKey() {
        assertThat(next()).containsExactly(1L, 3L);
        assertThat(next()).containsExactly(2L);
        assertThat(next()).containsExactly(4L);
        assertThat(next()).isEmpty();
    }

    @Test
    void heldKeyHasNoNext() {
        assertThat(next()).containsExactly(1L, 3L);
        rounds.hold("a");
        assertThat(next()).isEmpty();
    }
}
