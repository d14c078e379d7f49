package shop.identity.erasure;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.keycloak.models.KeycloakSession;
import org.keycloak.provider.ProviderEvent;
import org.keycloak.provider.ProviderEventListener;
import shop.identity.customer.Actor;
import shop.identity.customer.CustomerFact;
import shop.identity.customer.CustomerStatus;
import shop.identity.customer.CustomersChanged;
import shop.identity.queue.DurableCommit;

/**
 * A customer who is not marked as leaving any more is not erased, whoever took the mark away: the login that asks, the link in the
 * mail, staff who cancel, or write the status or the attribute. The request is cancelled in that transaction, under the lock of the
 * customer's version: of two who do so at the same time one finds it open.
 */
public final class Withdrawals implements ProviderEventListener {

    private static final String CLOSE = """
            UPDATE SHOP_ERASURE e
               SET STATE = 'cancelled', CLOSED_AT = ?, CLOSED_BY = ?, CLOSED_STAFF = ?, KEEP_HASH = NULL
             WHERE e.REALM_ID = ? AND e.CUSTOMER_ID = ANY(?::text[]) AND e.STATE = 'requested'
               AND NOT EXISTS (SELECT 1 FROM USER_ATTRIBUTE a WHERE a.USER_ID = e.CUSTOMER_ID AND a.NAME = ?)
            RETURNING e.CUSTOMER_ID, e.ID
            """;

    private final Supplier<KeycloakSession> atHand;
    private final Function<KeycloakSession, Actor> actor;

    /**
     * @param atHand the session whose transaction it is; it may have none
     * @param actor  of that session, who is asked where nobody says who cancels
     */
    public Withdrawals(Supplier<KeycloakSession> atHand, Function<KeycloakSession, Actor> actor) {
        this.atHand = atHand;
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
            Erasure.Closing closing = closing(changed.at());
            update.setObject(1, closing.at().atOffset(ZoneOffset.UTC));
            update.setString(2, closing.by().actor().wireName());
            update.setString(3, closing.by().staffId());
            update.setString(4, changed.realm().id());
            update.setArray(5, connection.createArrayOf("text", candidates));
            update.setString(6, CustomerStatus.DELETION_DUE);
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

    private Erasure.Closing closing(Instant noticed) {
        KeycloakSession session = atHand.get();
        return new Canceller(session)
                .said()
                .orElseGet(() -> new Erasure.Closing(noticed, new Party(actor.apply(session), null), null));
    }
}
