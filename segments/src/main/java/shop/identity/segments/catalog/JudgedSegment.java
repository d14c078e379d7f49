package shop.identity.segments.catalog;

import java.util.stream.Stream;
import shop.identity.segments.rule.Field;
import shop.identity.segments.rule.Rule;

/**
 * A segment whose members are not a matter of hands.
 *
 * @param rule null: a default one, to which everybody belongs but whom staff took out
 */
public record JudgedSegment(Segment segment, Rule rule) {

    public String id() {
        return segment.id();
    }

    public Stream<Field> fields() {
        return rule == null ? Stream.of() : rule.fields();
    }
}
