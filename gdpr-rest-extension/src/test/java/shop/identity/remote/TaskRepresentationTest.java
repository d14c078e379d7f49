package shop.identity.remote;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import shop.identity.queue.WaitingJobs.Standing;

@Tag("GD-5")
class TaskRepresentationTest {

    private static final UUID ID = UUID.fromString("01890000-0000-7000-8000-000000000001");
    private static final Instant BEGUN = Instant.parse("2026-11-01T10:00:00.123456Z");
    private static final Instant DUE = Instant.parse("2026-12-01T10:00:00Z");

    @Test
    void oneThatWaits() {
        TaskState task = new TaskState(ID, "customer", "order", "erasure", BEGUN, DUE, null);
        Standing standing = new Standing(3, "the service answered 503", Instant.parse("2026-11-01T10:30:00Z"));

        assertThat(TaskRepresentation.of(task, standing))
                .isEqualTo(new TaskRepresentation(
                        ID.toString(),
                        "order",
                        "customer",
                        "erasure",
                        TaskRepresentation.State.open,
                        "2026-11-01T10:00:00.123Z",
                        "2026-12-01T10:00:00Z",
                        null,
                        3,
                        "the service answered 503",
                        "2026-11-01T10:30:00Z"));
    }

    /** What once went wrong is over. */
    @Test
    void oneThatIsAcknowledged() {
        TaskState task = new TaskState(ID, null, "order", "erasure", BEGUN, DUE, Instant.parse("2026-11-02T10:00:00Z"));

        assertThat(TaskRepresentation.of(task, null))
                .isEqualTo(new TaskRepresentation(
                        ID.toString(),
                        "order",
                        null,
                        "erasure",
                        TaskRepresentation.State.acknowledged,
                        "2026-11-01T10:00:00.123Z",
                        "2026-12-01T10:00:00Z",
                        "2026-11-02T10:00:00Z",
                        null,
                        null,
                        null));
    }
}
