package shop.identity.segments.rule;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import shop.identity.customer.CustomerStatus;

/**
 * What is known of one customer, as far as somebody asked.
 *
 * @param values what is not known is not in it: texts as a set that is not empty, numbers as {@link BigDecimal}, times as
 *               {@link Long}, flags and presences as {@link Boolean}
 */
public record CustomerValues(CustomerStatus status, Map<Field, Object> values) {

    public CustomerValues {
        values = Map.copyOf(new HashMap<>(values));
    }

    @SuppressWarnings("unchecked") // nothing else is put there
    Set<String> texts(Field field) {
        return (Set<String>) values.getOrDefault(field, Set.of());
    }

    /** @return null when it is not known */
    BigDecimal number(Field field) {
        return (BigDecimal) values.get(field);
    }

    /** @return null when it is not known */
    Long time(Field field) {
        return (Long) values.get(field);
    }

    boolean flag(Field field) {
        return Boolean.TRUE.equals(values.get(field));
    }

    boolean knows(Field field) {
        return switch (field.type()) {
            case STATUS -> true;
            case PRESENCE -> flag(field);
            default -> values.containsKey(field);
        };
    }
}
