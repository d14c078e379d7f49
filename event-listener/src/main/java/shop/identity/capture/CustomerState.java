package shop.identity.capture;

import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import shop.identity.customer.CustomerStatus;

/**
 * A customer as the transaction at hand leaves it.
 *
 * @param federated copied from a directory, or written through to one
 * @param personal values of the fields that payloads may carry; null values for what the customer does not have
 */
record CustomerState(
        String id,
        boolean enabled,
        boolean emailVerified,
        Instant createdAt,
        boolean federated,
        Map<PersonalField, String> personal) {

    CustomerState {
        personal = new EnumMap<>(personal);
    }

    CustomerStatus status() {
        return CustomerStatus.of(enabled, emailVerified);
    }
}
