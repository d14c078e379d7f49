package shop.identity.segments.rule;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;

/**
 * Who belongs to a segment, as it was parsed. What a rule means is said twice, for one customer in memory and for many in a
 * statement, side by side so that both say the same. There is no third truth value: a condition about what is not known is
 * false, and its negation true.
 */
public sealed interface Rule permits Rule.All, Rule.Any, Rule.Not, Condition {

    /** @param today in UTC */
    boolean matches(CustomerValues customer, LocalDate today);

    /** The same as a condition of SQL that is never null. */
    void appendTo(RuleSql sql);

    /** What has to be known of a customer to tell. */
    Stream<Field> fields();

    /** @param parts two or more */
    record All(List<Rule> parts) implements Rule {

        public All {
            parts = List.copyOf(parts);
        }

        @Override
        public boolean matches(CustomerValues customer, LocalDate today) {
            return parts.stream().allMatch(part -> part.matches(customer, today));
        }

        @Override
        public void appendTo(RuleSql sql) {
            sql.join(" AND ", parts);
        }

        @Override
        public Stream<Field> fields() {
            return parts.stream().flatMap(Rule::fields);
        }
    }

    /** @param parts two or more */
    record Any(List<Rule> parts) implements Rule {

        public Any {
            parts = List.copyOf(parts);
        }

        @Override
        public boolean matches(CustomerValues customer, LocalDate today) {
            return parts.stream().anyMatch(part -> part.matches(customer, today));
        }

        @Override
        public void appendTo(RuleSql sql) {
            sql.join(" OR ", parts);
        }

        @Override
        public Stream<Field> fields() {
            return parts.stream().flatMap(Rule::fields);
        }
    }

    record Not(Rule part) implements Rule {

        @Override
        public boolean matches(CustomerValues customer, LocalDate today) {
            return !part.matches(customer, today);
        }

        @Override
        public void appendTo(RuleSql sql) {
            sql.add("NOT ");
            part.appendTo(sql);
        }

        @Override
        public Stream<Field> fields() {
            return part.fields();
        }
    }
}
