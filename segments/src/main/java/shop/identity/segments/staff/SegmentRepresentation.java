package shop.identity.segments.staff;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
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
        // No text that came in has these characters in it: the first ends one, the second stands for none.
        return EntityVersion.of(String.join("\0", id, name, orNone(description), orNone(rule), "" + isDefault));
    }

    private static String orNone(String text) {
        return text == null ? "\1" : text;
    }
}
