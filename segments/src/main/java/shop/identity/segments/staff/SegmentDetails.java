package shop.identity.segments.staff;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * One segment as staff see it, with what takes a moment to find out.
 *
 * @param problem why the rule cannot be read any more, and so is not followed; null when it can
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record SegmentDetails(
        String id,
        String name,
        String description,
        String rule,
        @JsonProperty("default") boolean isDefault,
        long members,
        String problem) {

    static SegmentDetails of(SegmentRepresentation segment, long members, String problem) {
        return new SegmentDetails(
                segment.id(),
                segment.name(),
                segment.description(),
                segment.rule(),
                segment.isDefault(),
                members,
                problem);
    }
}
