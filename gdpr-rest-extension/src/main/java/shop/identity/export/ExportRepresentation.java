package shop.identity.export;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * A line of the register as staff see it. Times are RFC 3339, UTC.
 *
 * @param requestedBy {@code self} or {@code admin}; who of the staff it was says the admin event
 * @param completedAt null: it is under way, or was broken off
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record ExportRepresentation(
        String id, String customerId, String requestedBy, String begunAt, String completedAt) {

    static ExportRepresentation of(PastExport line) {
        return new ExportRepresentation(
                line.id().toString(), line.customerId(), line.by(), text(line.begun()), text(line.completed()));
    }

    private static String text(Instant time) {
        return time == null ? null : time.truncatedTo(ChronoUnit.MILLIS).toString();
    }
}
