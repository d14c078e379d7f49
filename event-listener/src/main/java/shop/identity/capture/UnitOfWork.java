package shop.identity.capture;

import java.io.Serializable;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The users touched by one transaction, by id.
 *
 * <p>Serializable because Hibernate keeps it among its session's properties and takes nothing else there; it never
 * leaves the transaction.
 */
final class UnitOfWork implements Serializable {

    private static final long serialVersionUID = 1;

    private final transient SortedMap<String, CustomerChange> changes = new TreeMap<>();
    private transient boolean told;

    CustomerChange of(String userId, String realmId) {
        return changes.computeIfAbsent(userId, id -> new CustomerChange(id, realmId));
    }

    SortedMap<String, CustomerChange> changes() {
        return changes;
    }

    /** Something of the transaction is in the outbox. */
    void told() {
        told = true;
    }

    boolean isTold() {
        return told;
    }
}
