package shop.identity.segments.catalog;

import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import shop.identity.segments.rule.Field;

/**
 * The segments of a realm by which customers are judged now.
 *
 * @param unreadable how many others have a rule that cannot be read, and are left as they are
 * @param today      by the database's clock, which all nodes share, in UTC
 */
public record RulesInForce(List<JudgedSegment> segments, int unreadable, LocalDate today) {

    public RulesInForce {
        segments = List.copyOf(segments);
    }

    public boolean isEmpty() {
        return segments.isEmpty();
    }

    /** Of all rules together. */
    public long conditions() {
        return segments.stream().flatMap(JudgedSegment::fields).count();
    }

    /** What has to be known of customers. */
    public Set<Field> fields() {
        return segments.stream().flatMap(JudgedSegment::fields).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    public Collection<String> ids() {
        return segments.stream().map(JudgedSegment::id).toList();
    }
}
