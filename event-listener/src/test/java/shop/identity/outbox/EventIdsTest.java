package shop.identity.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class EventIdsTest {

    private final EventIds ids = new EventIds();

    @Test
    void idIsVersion7AndHoldsItsTime() {
        Instant time = Instant.parse("2026-11-24T06:07:12.483Z");

        UUID id = ids.next(time);

        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(EventIds.timeOf(id)).isEqualTo(time);
        assertThat(ids.next(time)).isNotEqualTo(id);
        assertThat(EventIds.after(id)).isGreaterThan(id);
        assertThat(EventIds.timeOf(EventIds.after(id))).isEqualTo(time);
    }
}
