package shop.identity.capture;

import java.io.Serializable;
import java.util.SortedMap;
import java.util.TreeMap;
import org.keycloak.models.jpa.entities.UserEntity;

/**
 * The users touched by one transaction, by id.
 *
 * <p>Serializable because Hibernate keeps it among its session's properties and takes nothing else there; it never
 * leaves the transaction.
 */
final class UnitOfWork implements Serializable {

    private static final long serialVersionUID = 1;

    private final transient SortedMap<String, CustomerChange> changes = new TreeMap<>();

    CustomerChange of(UserEntity user) {
        return changes.computeIfAbsent(user.getId(), id -> new CustomerChange(id, user.getRealmId()));
    }

    SortedMap<String, CustomerChange> changes() {
        return changes;
    }
}
