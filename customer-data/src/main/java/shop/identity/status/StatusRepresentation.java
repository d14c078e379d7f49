package shop.identity.status;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import shop.identity.customer.CustomerStatus;

/**
 * Where a customer stands, as staff see it.
 *
 * @param reason    null when none was given, or the status changed in another way than over this interface
 * @param changedBy Keycloak's id of who it was; null as the reason is
 * @param changedAt RFC 3339, UTC; null as the reason is
 * @param possible  what staff can make of it
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record StatusRepresentation(
        String status, String reason, String changedBy, String changedAt, List<String> possible) {

    /** @param noted about whatever status */
    static StatusRepresentation of(CustomerStatus status, Optional<StatusNote> noted) {
        Optional<StatusNote> note = noted.filter(about -> about.status() == status);
        return new StatusRepresentation(
                status.name(),
                note.map(StatusNote::reason).orElse(null),
                note.map(StatusNote::staffId).orElse(null),
                note.map(StatusNote::at)
                        .map(at -> at.truncatedTo(ChronoUnit.MILLIS).toString())
                        .orElse(null),
                status.next().stream()
                        .filter(next -> next != CustomerStatus.ERASED)
                        .map(CustomerStatus::name)
                        .toList());
    }
}
