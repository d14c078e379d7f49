package shop.identity.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("GD-8")
class ExportRegisterDataTest {

    @Test
    void whenAndByWhom() {
        List<PastExport> past = List.of(
                new PastExport(
                        UUID.randomUUID(),
                        "customer",
                        Instant.parse("2026-11-01T10:00:00Z"),
                        "self",
                        Instant.parse("2026-11-01T10:00:01.5Z")),
                new PastExport(UUID.randomUUID(), "customer", Instant.parse("2026-11-02T10:00:00Z"), "admin", null));

        assertThat(Written.by(to -> ExportRegisterData.write(past, to.to())))
                .isEqualTo("[{\"begunAt\":\"2026-11-01T10:00:00Z\",\"requestedBy\":\"self\","
                        + "\"completedAt\":\"2026-11-01T10:00:01.500Z\"},"
                        + "{\"begunAt\":\"2026-11-02T10:00:00Z\",\"requestedBy\":\"admin\",\"completedAt\":null}]");
    }
}
