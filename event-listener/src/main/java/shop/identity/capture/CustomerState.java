package shop.identity.capture;

import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import shop.identity.customer.ContactChannel;
import shop.identity.customer.CustomerStatus;

/**
 * A customer as the transaction at hand leaves it.
 *
 * @param mark      of a status that Keycloak has no flag for; null when there is none
 * @param federated copied from a directory, or written through to one
 * @param personal values of the fields that payloads may carry; null values for what the customer does not have
 */
record CustomerState(
        String id,
        boolean enabled,
        boolean emailVerified,
        boolean phoneVerified,
        String mark,
        Instant createdAt,
        boolean federated,
        Map<PersonalField, String> personal) {

    CustomerState {
        personal = new EnumMap<>(personal);
    }

    Set<ContactChannel> verified() {
        Set<ContactChannel> verified = EnumSet.noneOf(ContactChannel.class);
        if (emailVerified) {
            verified.add(ContactChannel.EMAIL);
        }
        if (phoneVerified) {
            verified.add(ContactChannel.PHONE);
        }
        return verified;
    }

    CustomerStatus status() {
        return CustomerStatus.of(enabled, emailVerified, mark);
    }
}
