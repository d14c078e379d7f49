package shop.identity.customer;

import java.time.Instant;

/** What happens to a customer and is no change of Keycloak's own record of users. */
public sealed interface CustomerFact {

    CustomerEventType type();

    /**
     * Too many wrong passwords or codes.
     *
     * @param until null: until staff unlock the account
     */
    record Locked(Instant until) implements CustomerFact {

        @Override
        public CustomerEventType type() {
            return CustomerEventType.LOCKED;
        }
    }

    /** Before the time of the lock was over. What ends by its time is not told: {@code customer.locked} said when. */
    record Unlocked(UnlockReason reason) implements CustomerFact {

        @Override
        public CustomerEventType type() {
            return CustomerEventType.UNLOCKED;
        }
    }
}
