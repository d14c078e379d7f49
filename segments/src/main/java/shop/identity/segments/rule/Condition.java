package shop.identity.segments.rule;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import shop.identity.customer.CustomerStatus;

/** What a rule asks about one field. */
public sealed interface Condition extends Rule {

    Field field();

    @Override
    default Stream<Field> fields() {
        return Stream.of(field());
    }

    /** One of the customer's texts is one of these. */
    record TextIsIn(Field field, Set<String> texts) implements Condition {

        public TextIsIn {
            texts = Set.copyOf(texts);
        }

        @Override
        public boolean matches(CustomerValues customer, LocalDate today) {
            return customer.texts(field).stream().anyMatch(texts::contains);
        }

        @Override
        public void appendTo(RuleSql sql) {
            sql.add("COALESCE(" + sql.column(field) + " && ?::text[], FALSE)", List.copyOf(new TreeSet<>(texts)));
        }
    }

    record StatusIsIn(Field field, Set<CustomerStatus> statuses) implements Condition {

        public StatusIsIn {
            statuses = Set.copyOf(statuses);
        }

        @Override
        public boolean matches(CustomerValues customer, LocalDate today) {
            return statuses.contains(customer.status());
        }

        @Override
        public void appendTo(RuleSql sql) {
            List<String> names = statuses.stream().map(Enum::name).sorted().collect(Collectors.toList());
            sql.add("(" + sql.column(field) + " = ANY(?::text[]))", names);
        }
    }

    record NumberCompares(Field field, Comparison comparison, BigDecimal number) implements Condition {

        @Override
        public boolean matches(CustomerValues customer, LocalDate today) {
            BigDecimal value = customer.number(field);
            return value != null && comparison.holds(value.compareTo(number));
        }

        @Override
        public void appendTo(RuleSql sql) {
            sql.add("COALESCE(" + sql.column(field) + " " + comparison.symbol() + " ?, FALSE)", number);
        }
    }

    /** The day of the field's time. */
    record DayCompares(Field field, Comparison comparison, Day day) implements Condition {

        @Override
        public boolean matches(CustomerValues customer, LocalDate today) {
            Long time = customer.time(field);
            return time != null && Millis.of(comparison, day.on(today)).contains(time);
        }

        @Override
        public void appendTo(RuleSql sql) {
            Millis millis = Millis.of(comparison, day.on(sql.today()));
            sql.add("COALESCE(" + sql.column(field) + " BETWEEN ? AND ?, FALSE)", millis.from(), millis.to());
        }
    }

    record IsTrue(Field field) implements Condition {

        @Override
        public boolean matches(CustomerValues customer, LocalDate today) {
            return customer.flag(field);
        }

        @Override
        public void appendTo(RuleSql sql) {
            sql.add("COALESCE(" + sql.column(field) + ", FALSE)");
        }
    }

    /** Something is known. */
    record IsSet(Field field) implements Condition {

        @Override
        public boolean matches(CustomerValues customer, LocalDate today) {
            return customer.knows(field);
        }

        @Override
        public void appendTo(RuleSql sql) {
            sql.add(
                    field.type() == FieldType.PRESENCE
                            ? "COALESCE(" + sql.column(field) + ", FALSE)"
                            : "(" + sql.column(field) + " IS NOT NULL)");
        }
    }
}
