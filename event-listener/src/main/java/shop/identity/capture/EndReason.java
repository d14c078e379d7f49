package shop.identity.capture;

import java.util.Locale;
import shop.identity.customer.Actor;

/** Why a customer is gone, as far as a consumer may have to act on it. */
enum EndReason {
    /** The customer's own wish. */
    SELF_SERVICE,
    /** Staff, or a service with staff's permissions, deleted this customer. */
    ADMINISTRATION,
    /** The server did, without anybody asking at that moment. */
    SYSTEM,
    /** The whole realm was removed. */
    REALM_REMOVED,
    /** All that were imported from one user storage provider were removed, with the provider or without it. */
    FEDERATION_REMOVED;

    static EndReason of(Actor actor) {
        return switch (actor) {
            case SELF -> SELF_SERVICE;
            case ADMIN -> ADMINISTRATION;
            case SYSTEM -> SYSTEM;
        };
    }

    /** The value in the payload. */
    String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
