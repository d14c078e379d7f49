package shop.identity.customer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/**
 * One fact about one customer, not yet numbered: the customer's version is given when the fact is written to the outbox.
 *
 * @param id         stable over every delivery of this fact; the CloudEvents {@code id}
 * @param customerId Keycloak's user id
 * @param realm      where the customer lives
 * @param time       when the change was captured, just before its commit
 * @param data       the payload, obeying {@link CustomerEventType#dataSchema()}
 */
public record CustomerEvent(
        UUID id,
        CustomerEventType type,
        String customerId,
        CustomerRealm realm,
        Instant time,
        Origin origin,
        ObjectNode data) {

    public CustomerEvent {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(customerId, "customerId");
        Objects.requireNonNull(realm, "realm");
        Objects.requireNonNull(time, "time");
        Objects.requireNonNull(origin, "origin");
        Objects.requireNonNull(data, "data");
    }
}
