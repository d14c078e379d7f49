package shop.identity.customer;

import java.util.Set;

/**
 * One thing that a room of the pack knows of customers, for those who ask about many of them in one statement. The room
 * promises the relation and keeps what is behind it to itself: a view where the table says more, or says it otherwise.
 *
 * @param name     as rules about customers call it, such as {@code country}
 * @param relation a table or view with the columns {@code REALM_ID} and {@code USER_ID}, and at most one row for a customer, or
 *                 for a customer and a key. To be found by the customer without reading the others
 * @param value    its column with the value, of the kind's type; null where nothing is known
 * @param key      its column that tells rows of one customer apart; null when there is one row each
 * @param keys     what may stand in that column. Rules put it behind a dot: {@code consent.marketing}. Empty without a key
 */
public record CustomerTrait(String name, Kind kind, String relation, String value, String key, Set<String> keys) {

    /** What kind of value it is, and so what can be asked. */
    public enum Kind {
        /** {@code VARCHAR} or {@code TEXT}. */
        TEXT,
        /** {@code BOOLEAN}; what is not known is no. */
        FLAG,
        /** {@code TIMESTAMP WITH TIME ZONE}. */
        TIME
    }

    public CustomerTrait {
        keys = Set.copyOf(keys);
        if ((key == null) != keys.isEmpty()) {
            throw new IllegalArgumentException("keys without a column, or a column without keys: " + name);
        }
    }

    public static CustomerTrait of(String name, Kind kind, String relation, String value) {
        return new CustomerTrait(name, kind, relation, value, null, Set.of());
    }
}
