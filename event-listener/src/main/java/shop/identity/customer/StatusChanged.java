package shop.identity.customer;

import java.sql.Connection;
import java.time.Instant;
import org.keycloak.provider.ProviderEvent;

/**
 * A customer's status is another one. Published to the server's listeners just before the commit of the transaction that
 * changed it, whatever path that took: what a listener writes on the connection is committed with the change, and a listener
 * that throws stops it.
 *
 * @param connection of that transaction
 * @param at         when it was noticed
 */
public record StatusChanged(
        Connection connection,
        CustomerRealm realm,
        String customerId,
        CustomerStatus from,
        CustomerStatus to,
        Instant at)
        implements ProviderEvent {}
