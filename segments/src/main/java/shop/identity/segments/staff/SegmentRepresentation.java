package shop.identity.segments.staff;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import shop.identity.request.EntityVersion;
import shop.identity.segments.catalog.Segment;

/**
 * A segment as staff see it.
 *
 * @param description null when there is none
 * @param rule        null when there is none
 * @param isDefault   in JSON {@code default}
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record SegmentRepresentation(
        String id,
        String name,
        String description,
        String rule,
        @JsonProperty("default") boolean isDefault) {

    static SegmentRepresentation of(Segment segment) {
        return new SegmentRepresentation(
                segment.id(), segment.name(), segment.description(), segment.rule(), segment.isDefault());
    }

    /** Made of all that there is to see: half of it is Keycloak's, which counts no versions of groups. */
    EntityVersion version() {
        // No text that came in has this character in it.
        String whole = String.join("\0", id, name, "" + description, "" + rule, "" + isDefault);
        return new EntityVersion(
                UUID.nameUUIDFromBytes(whole.getBytes(StandardCharsets.UTF_8)).getMostSignificantBits()
                        & Long.MAX_VALUE);
    }
}
