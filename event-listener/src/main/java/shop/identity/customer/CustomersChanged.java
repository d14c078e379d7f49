package shop.identity.customer;

import java.sql.Connection;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.keycloak.provider.ProviderEvent;

/**
 * Customers of one realm have changed, whatever path that took. Published to the server's listeners just before the commit of
 * the transaction that changed them, under the lock of their versions: no other transaction tells of them before this one has
 * ended, and what the last one committed can be seen. What a listener writes on the connection is committed with the change,
 * and a listener that throws stops it.
 *
 * @param connection of that transaction
 * @param realm      takes part
 * @param customers  by their ids; those who are there now, and no others
 * @param at         when it was noticed
 * @param happened   takes what else is to be told of one of them, at most one of a type: the last one counts
 */
public record CustomersChanged(
        Connection connection,
        CustomerRealm realm,
        Map<String, Change> customers,
        Instant at,
        BiConsumer<String, CustomerFact> happened)
        implements ProviderEvent {

    public CustomersChanged {
        customers = Map.copyOf(customers);
    }

    /**
     * What became of one customer.
     *
     * @param isCreated     there was none before
     * @param concernsRules something that a rule about customers may ask for: neither a login nor a group alone
     * @param groupsJoined  ids of Keycloak's groups
     * @param groupsLeft    ids of Keycloak's groups
     */
    public record Change(boolean isCreated, boolean concernsRules, Set<String> groupsJoined, Set<String> groupsLeft) {

        public Change {
            groupsJoined = Set.copyOf(groupsJoined);
            groupsLeft = Set.copyOf(groupsLeft);
        }
    }

    /** To be told as an event of its own, with whatever else the transaction does to the customer. */
    public void tell(String customerId, CustomerFact fact) {
        happened.accept(customerId, fact);
    }
}
