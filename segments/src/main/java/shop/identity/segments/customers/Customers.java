package shop.identity.segments.customers;

import java.math.BigDecimal;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import shop.identity.customer.CustomerStatus;
import shop.identity.segments.catalog.JudgedSegment;
import shop.identity.segments.catalog.RulesInForce;
import shop.identity.segments.rule.CustomerValues;
import shop.identity.segments.rule.Field;
import shop.identity.segments.rule.Rule;
import shop.identity.segments.rule.RuleSql;
import shop.identity.segments.sql.Sql;

/** Asks the database about customers, set by set. In the caller's transaction. */
public final class Customers {

    /** Nobody belongs to anything who is gone for good. */
    private static final String NOT_ERASED = "k.STATUS <> 'ERASED'";

    /** How many there are, and how many of them a rule is about. */
    public record Count(long matching, long of) {}

    /** What has to be known of these customers to judge them by the rules. */
    public Map<String, KnownCustomer> read(
            Connection connection, String realmId, RulesInForce rules, Collection<String> ids) throws SQLException {
        CustomerColumns columns = new CustomerColumns(rules.fields());
        Sql select =
                relation(realmId, new CustomerScope.These(ids), columns, rules).add("SELECT k.* FROM known k");
        Map<String, KnownCustomer> customers = new HashMap<>();
        try (PreparedStatement statement = select.prepare(connection);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                customers.put(row.getString("ID"), customer(row, columns));
            }
        }
        return customers;
    }

    /**
     * Those whose segments are not what the rules say, in the order of their ids.
     *
     * @param most how many at most; the first ones
     */
    public List<String> misplaced(
            Connection connection, String realmId, RulesInForce rules, CustomerScope scope, int most)
            throws SQLException {
        CustomerColumns columns = new CustomerColumns(rules.fields());
        Sql select = relation(realmId, scope, columns, rules).add("SELECT k.ID FROM known k WHERE ");
        String or = "";
        for (JudgedSegment segment : rules.segments()) {
            select.add(or + "(" + NOT_ERASED + " AND ")
                    .add(belongs(segment, columns, rules.today()))
                    .add(") <> COALESCE(? = ANY(k.MEMBER_OF), FALSE)", segment.id());
            or = " OR ";
        }
        select.add(" ORDER BY k.ID LIMIT ?", most);
        List<String> ids = new ArrayList<>();
        try (PreparedStatement statement = select.prepare(connection);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                ids.add(row.getString(1));
            }
        }
        return ids;
    }

    /** Of a rule that nobody has made a segment's yet. */
    public Count count(Connection connection, String realmId, Rule rule, LocalDate today) throws SQLException {
        CustomerColumns columns = new CustomerColumns(rule.fields().distinct().toList());
        Sql select = CustomerRelation.of(realmId, new CustomerScope.All(), columns, Set.of(), false)
                .add("SELECT COUNT(*) FILTER (WHERE ")
                .add(RuleSql.of(rule, field -> "k." + columns.of(field), today))
                .add("), COUNT(*) FROM known k WHERE " + NOT_ERASED);
        try (PreparedStatement statement = select.prepare(connection);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return new Count(row.getLong(1), row.getLong(2));
        }
    }

    private static Sql relation(String realmId, CustomerScope scope, CustomerColumns columns, RulesInForce rules) {
        boolean isOfHands = rules.segments().stream().anyMatch(segment -> segment.rule() == null);
        return CustomerRelation.of(realmId, scope, columns, rules.ids(), isOfHands);
    }

    private static Sql belongs(JudgedSegment segment, CustomerColumns columns, LocalDate today) {
        return segment.rule() == null
                ? new Sql().add("NOT COALESCE(? = ANY(k.LEAVER_OF), FALSE)", segment.id())
                : RuleSql.of(segment.rule(), field -> "k." + columns.of(field), today);
    }

    private static KnownCustomer customer(ResultSet row, CustomerColumns columns) throws SQLException {
        Map<Field, Object> values = new HashMap<>();
        for (Map.Entry<Field, String> column : columns.named().entrySet()) {
            Object value = value(row, column.getKey(), column.getValue());
            if (value != null) {
                values.put(column.getKey(), value);
            }
        }
        CustomerStatus status = CustomerStatus.valueOf(row.getString(CustomerColumns.STATUS));
        return new KnownCustomer(
                new CustomerValues(status, values), texts(row.getArray("MEMBER_OF")), texts(row.getArray("LEAVER_OF")));
    }

    /** @return null when it is not known */
    private static Object value(ResultSet row, Field field, String column) throws SQLException {
        return switch (field.type()) {
            case TEXT -> {
                Array texts = row.getArray(column);
                yield texts == null ? null : texts(texts);
            }
            case NUMBER -> row.getObject(column, BigDecimal.class);
            case TIME -> row.getObject(column, Long.class);
            case FLAG, PRESENCE -> row.getObject(column, Boolean.class);
            case STATUS -> throw new IllegalArgumentException("the status has no column of its own");
        };
    }

    private static Set<String> texts(Array array) throws SQLException {
        return array == null
                ? Set.of()
                : Stream.of((Object[]) array.getArray()).map(String.class::cast).collect(Collectors.toSet());
    }
}
