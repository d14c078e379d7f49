package shop.identity.customer;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.keycloak.provider.ProviderEvent;

/**
 * Customers whom a user store brought are gone with it: Keycloak deletes them by one statement and tells nobody of each. Published
 * to the server's listeners in the transaction of the deletion, some hundreds at a time; a listener that throws stops it. Of a realm
 * that is removed, Keycloak's own event tells.
 *
 * @param connection of that transaction
 */
public record CustomersGone(Connection connection, String realmId, List<String> customerIds) implements ProviderEvent {

    public CustomersGone {
        customerIds = List.copyOf(customerIds);
    }

    /** Removes what one customer has. */
    @FunctionalInterface
    public interface Removal {
        void remove(Connection connection, String realmId, String customerId) throws SQLException;
    }

    /** One after the other. */
    public void each(Removal removal) {
        try {
            for (String id : customerIds) {
                removal.remove(connection, realmId, id);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("what customers had who are gone cannot be removed", e);
        }
    }
}
