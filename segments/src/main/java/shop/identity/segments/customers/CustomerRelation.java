package shop.identity.segments.customers;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import shop.identity.customer.CustomerStatus;
import shop.identity.customer.CustomerTrait;
import shop.identity.segments.rule.Field;
import shop.identity.segments.rule.FieldType;
import shop.identity.segments.sql.Sql;

/**
 * Customers and what rules ask of them, as one relation: whatever there is of a kind is gathered once, by one join, whether one
 * rule asks for it or a hundred. Whether to look it up for each customer or to read all of it is left to the database's planner,
 * which knows how many customers there are in the scope.
 *
 * <p>It is named {@code known} and has the columns {@code ID}, {@code STATUS}, {@code MEMBER_OF}, {@code LEAVER_OF}, and one for
 * each field.
 */
final class CustomerRelation {

    private static final String FACTS = "SHOP_SEGMENT_FACT";

    private final CustomerScope scope;
    private final CustomerColumns columns;
    private final Sql sql = new Sql();
    private final Sql known = new Sql();
    private final Sql joins = new Sql();

    private CustomerRelation(CustomerScope scope, CustomerColumns columns) {
        this.scope = scope;
        this.columns = columns;
    }

    /**
     * @param groupIds   of the segments whose members matter
     * @param isOfHands  whether it matters whom staff took out of default segments
     */
    static Sql of(
            String realmId,
            CustomerScope scope,
            CustomerColumns columns,
            Collection<String> groupIds,
            boolean isOfHands) {
        CustomerRelation relation = new CustomerRelation(scope, columns);
        relation.users(realmId);
        relation.attributes();
        relation.traits(realmId);
        relation.groups(groupIds, isOfHands);
        return relation.sql
                .add(",\nknown AS (SELECT c.ID, ")
                .add(statusOf())
                .add(relation.known)
                .add(" FROM customer c")
                .add(relation.joins)
                .add(")\n");
    }

    private void users(String realmId) {
        sql.add("WITH customer AS MATERIALIZED (SELECT u.ID, u.ENABLED, u.EMAIL_VERIFIED");
        for (Field field : columns.from(Field.Source.User.class)) {
            String column = columns.of(field);
            sql.add(", " + ((Field.Source.User) field.source()).expression() + " AS " + column);
            known.add(", c." + column);
        }
        sql.add(" FROM USER_ENTITY u WHERE u.REALM_ID = ? AND u.SERVICE_ACCOUNT_CLIENT_LINK IS NULL AND ", realmId)
                .add(scope.condition())
                .add(")");
    }

    /** Long values are in a column of their own. */
    private void attributes() {
        List<Field> fields = columns.from(Field.Source.Attribute.class);
        Set<String> names = new TreeSet<>(Set.of(CustomerStatus.MARK));
        sql.add(
                ",\nattribute AS (SELECT a.USER_ID, min(a.VALUE) FILTER (WHERE a.NAME = ? AND a.VALUE IN ('ERASED', 'INACTIVE')) AS MARK",
                CustomerStatus.MARK);
        for (Field field : fields) {
            String name = ((Field.Source.Attribute) field.source()).name();
            String column = columns.of(field);
            names.add(name);
            sql.add(", " + ofAttribute(field.type()) + " AS " + column, name);
            known.add(", attribute." + column);
        }
        sql.add(" FROM USER_ATTRIBUTE a JOIN customer c ON c.ID = a.USER_ID WHERE a.NAME = ANY(?::text[])", names)
                .add(scope.hint("a.USER_ID"))
                .add(" GROUP BY a.USER_ID)");
        join("attribute");
    }

    private static String ofAttribute(FieldType type) {
        return switch (type) {
            case FLAG -> "bool_or(a.VALUE = 'true') FILTER (WHERE a.NAME = ?)";
            case PRESENCE -> "bool_or(COALESCE(a.VALUE, a.LONG_VALUE) <> '') FILTER (WHERE a.NAME = ?)";
            default ->
                "array_agg(COALESCE(a.VALUE, a.LONG_VALUE)::text)"
                        + " FILTER (WHERE a.NAME = ? AND COALESCE(a.VALUE, a.LONG_VALUE) <> '')";
        };
    }

    /** One join for each relation, whatever is asked of it. */
    private void traits(String realmId) {
        List<Field> facts = columns.from(Field.Source.Fact.class);
        if (!facts.isEmpty()) {
            relation(realmId, "fact", FACTS, facts);
        }
        Map<String, List<Field>> byRelation = columns.from(Field.Source.Trait.class).stream()
                .collect(Collectors.groupingBy(
                        field -> trait(field).relation(), LinkedHashMap::new, Collectors.toList()));
        int number = 0;
        for (Map.Entry<String, List<Field>> entry : byRelation.entrySet()) {
            relation(realmId, "trait" + number++, entry.getKey(), entry.getValue());
        }
    }

    private static CustomerTrait trait(Field field) {
        return ((Field.Source.Trait) field.source()).trait();
    }

    private void relation(String realmId, String name, String relation, List<Field> fields) {
        sql.add(",\n" + name + " AS (SELECT t.USER_ID");
        for (Field field : fields) {
            String column = columns.of(field);
            sql.add(", ").add(aggregate(field)).add(" AS " + column);
            known.add(", " + name + "." + column);
        }
        sql.add(" FROM " + relation + " t JOIN customer c ON c.ID = t.USER_ID WHERE t.REALM_ID = ?", realmId);
        if (relation.equals(FACTS)) {
            List<String> names = fields.stream()
                    .map(field -> ((Field.Source.Fact) field.source()).name())
                    .toList();
            sql.add(" AND t.NAME = ANY(?::text[])", names);
        }
        sql.add(scope.hint("t.USER_ID")).add(" GROUP BY t.USER_ID)");
        join(name);
    }

    private static Sql aggregate(Field field) {
        if (field.source() instanceof Field.Source.Fact fact) {
            return new Sql().add("max(t.VALUE) FILTER (WHERE t.NAME = ?)", fact.name());
        }
        CustomerTrait trait = trait(field);
        String value = "t." + trait.value();
        Sql aggregate = Sql.of(
                switch (trait.kind()) {
                    case TEXT -> "array_agg(" + value + "::text)";
                    case FLAG -> "bool_or(" + value + ")";
                    case TIME -> "max(floor(EXTRACT(EPOCH FROM " + value + ") * 1000)::bigint)";
                });
        aggregate.add(" FILTER (WHERE " + value + " IS NOT NULL");
        if (trait.kind() == CustomerTrait.Kind.TEXT) {
            aggregate.add(" AND " + value + " <> ''");
        }
        String key = ((Field.Source.Trait) field.source()).key();
        if (key != null) {
            aggregate.add(" AND t." + trait.key() + " = ?", key);
        }
        return aggregate.add(")");
    }

    private void groups(Collection<String> groupIds, boolean isOfHands) {
        sql.add(
                        ",\nmember AS (SELECT m.USER_ID, array_agg(m.GROUP_ID) AS MEMBER_OF FROM USER_GROUP_MEMBERSHIP m"
                                + " JOIN customer c ON c.ID = m.USER_ID WHERE m.GROUP_ID = ANY(?::text[])",
                        groupIds)
                .add(scope.hint("m.USER_ID"))
                .add(" GROUP BY m.USER_ID)");
        known.add(", member.MEMBER_OF");
        join("member");
        if (isOfHands) {
            sql.add(
                            ",\nleaver AS (SELECT l.USER_ID, array_agg(l.GROUP_ID) AS LEAVER_OF FROM SHOP_SEGMENT_LEAVER l"
                                    + " JOIN customer c ON c.ID = l.USER_ID WHERE l.GROUP_ID = ANY(?::text[])",
                            groupIds)
                    .add(scope.hint("l.USER_ID"))
                    .add(" GROUP BY l.USER_ID)");
            known.add(", leaver.LEAVER_OF");
            join("leaver");
        } else {
            known.add(", NULL::varchar[] AS LEAVER_OF");
        }
    }

    private void join(String name) {
        joins.add(" LEFT JOIN " + name + " ON " + name + ".USER_ID = c.ID");
    }

    /** As {@link CustomerStatus#of} says. */
    private static String statusOf() {
        return """
                CASE WHEN attribute.MARK = 'ERASED' THEN 'ERASED'
                     WHEN NOT COALESCE(c.ENABLED, FALSE) THEN 'SUSPENDED'
                     WHEN attribute.MARK = 'INACTIVE' THEN 'INACTIVE'
                     WHEN c.EMAIL_VERIFIED THEN 'ACTIVE'
                     ELSE 'PENDING' END AS STATUS""";
    }
}
