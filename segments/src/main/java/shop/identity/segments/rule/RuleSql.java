package shop.identity.segments.rule;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import shop.identity.segments.sql.Sql;

/** A rule in the making as a condition of SQL. What the rule says is bound, never text. */
public final class RuleSql {

    private final Function<Field, String> columns;
    private final LocalDate today;
    private final Sql sql = new Sql();

    private RuleSql(Function<Field, String> columns, LocalDate today) {
        this.columns = columns;
        this.today = today;
    }

    /**
     * @param columns with the value of each field: an array of texts, a number, milliseconds since 1970, a flag, a status
     * @param today   in UTC
     */
    public static Sql of(Rule rule, Function<Field, String> columns, LocalDate today) {
        RuleSql sql = new RuleSql(columns, today);
        rule.appendTo(sql);
        return sql.sql;
    }

    String column(Field field) {
        return columns.apply(field);
    }

    LocalDate today() {
        return today;
    }

    void add(String text) {
        sql.add(text);
    }

    void add(String text, Collection<String> bound) {
        sql.add(text, new Object[] {bound});
    }

    void add(String text, Object... bound) {
        sql.add(text, bound);
    }

    void join(String operator, List<Rule> parts) {
        sql.add("(");
        for (int i = 0; i < parts.size(); i++) {
            if (i > 0) {
                sql.add(operator);
            }
            parts.get(i).appendTo(this);
        }
        sql.add(")");
    }
}
