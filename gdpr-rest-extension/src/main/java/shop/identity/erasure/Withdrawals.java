package shop.identity.erasure;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.keycloak.provider.ProviderEvent;
import org.keycloak.provider.ProviderEventListener;
import shop.identity.customer.Actor;
import shop.identity.customer.CustomerFact;
import shop.identity.customer.CustomerStatus;
import shop.identity.customer.CustomersChanged;
import shop.identity.queue.DurableCommit;

/**
 * A customer who is not marked as leaving any more is not erased, whoever took the mark away: the login that asks, staff who write
 * the status or the attribute. The request is cancelled in that transaction.
 */
public final class Withdrawals implements ProviderEventListener {

    private static final String CLOSE = """
            UPDATE SHOP_ERASURE e
               SET STATE = 'cancelled', CLOSED_AT = ?, CLOSED_BY = ?, KEEP_HASH = NULL
             WHERE e.REALM_ID = ? AND e.CUSTOMER_ID = ANY(?::text[]) AND e.STATE = 'requested'
               AND NOT EXISTS (SELECT 1 FROM USER_ATTRIBUTE a WHERE a.USER_ID = e.CUSTOMER_ID AND a.NAME = ?)
            RETURNING e.CUSTOMER_ID, e.ID
            """;

    private final Supplier<Actor> actor;

    /** @param actor of the transaction at hand */
    public Withdrawals(Supplier<Actor> actor) {
        this.actor = actor;
    }

    @Override
    public void onEvent(ProviderEvent event) {
        if (event instanceof CustomersChanged changed) {
            try {
                close(changed, candidates(changed))
                        .forEach((customerId, id) -> changed.tell(customerId, new CustomerFact.ErasureCancelled(id)));
            } catch (SQLException e) {
                throw new IllegalStateException("requests for erasure cannot be cancelled (" + e.getSQLState() + ")");
            }
        }
    }

    /** A mark that goes is a change of what rules may ask for: logins and groups alone are none. */
    private static String[] candidates(CustomersChanged changed) {
        return changed.customers().entrySet().stream()
                .filter(customer ->
                        !customer.getValue().isCreated() && customer.getValue().concernsRules())
                .map(Map.Entry::getKey)
                .toArray(String[]::new);
    }

    /** @return ids of requests by those of their customers */
    private Map<String, String> close(CustomersChanged changed, String[] candidates) throws SQLException {
        if (candidates.length == 0) {
            return Map.of();
        }
        Connection connection = changed.connection();
        try (PreparedStatement update = connection.prepareStatement(CLOSE)) {
            Instant at = changed.at();
            update.setObject(1, at.atOffset(ZoneOffset.UTC));
            update.setString(2, actor.get().wireName());
            update.setString(3, changed.realm().id());
            update.setArray(4, connection.createArrayOf("text", candidates));
            update.setString(5, CustomerStatus.DELETION_DUE);
            Map<String, String> closed = new HashMap<>();
            try (ResultSet row = update.executeQuery()) {
                while (row.next()) {
                    closed.put(row.getString(1), row.getString(2));
                }
            }
            if (!closed.isEmpty()) {
                DurableCommit.demand(connection);
            }
            return closed;
        }
    }
}
