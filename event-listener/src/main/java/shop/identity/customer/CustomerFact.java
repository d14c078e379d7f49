package shop.identity.customer;

import java.time.Instant;
import java.util.List;
import java.util.SortedSet;

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

    /**
     * By showing who one is: a page that opens because the browser is signed in already is no login.
     *
     * @param identityProvider its alias in the realm; null for the other ways
     * @param client           what was signed in to, by its client id; null when Keycloak does not say
     */
    record LoggedIn(LoginWay way, String identityProvider, String client) implements CustomerFact {

        @Override
        public CustomerEventType type() {
            return CustomerEventType.LOGGED_IN;
        }
    }

    /** One session or several, by the customer or by a rule of the login. What ends by its time, or by staff, is not told. */
    record LoggedOut() implements CustomerFact {

        @Override
        public CustomerEventType type() {
            return CustomerEventType.LOGGED_OUT;
        }
    }

    /** @param fields the names of what is another, the kinds of consents among them; sorted, never empty */
    record PreferencesChanged(SortedSet<String> fields) implements CustomerFact {

        @Override
        public CustomerEventType type() {
            return CustomerEventType.PREFERENCES_CHANGED;
        }
    }

    /** An address of the customer's address book. That another is no default any more because of it goes without saying. */
    record AddressChanged(String addressId, ItemChange change) implements CustomerFact {

        @Override
        public CustomerEventType type() {
            return CustomerEventType.ADDRESS_CHANGED;
        }
    }

    /** A wishlist, or what is on it. */
    record WishlistChanged(String wishlistId, ItemChange change) implements CustomerFact {

        @Override
        public CustomerEventType type() {
            return CustomerEventType.WISHLIST_CHANGED;
        }
    }

    /** @param segments never empty */
    record SegmentJoined(List<CustomerSegment> segments) implements CustomerFact {

        @Override
        public CustomerEventType type() {
            return CustomerEventType.SEGMENT_JOINED;
        }
    }

    /** @param segments never empty */
    record SegmentLeft(List<CustomerSegment> segments) implements CustomerFact {

        @Override
        public CustomerEventType type() {
            return CustomerEventType.SEGMENT_LEFT;
        }
    }

    /**
     * The customer's data is going to be erased.
     *
     * @param erasureId of the request
     * @param due       when it is erased, unless the request is cancelled before
     */
    record ErasureRequested(String erasureId, Instant due) implements CustomerFact {

        @Override
        public CustomerEventType type() {
            return CustomerEventType.ERASURE_REQUESTED;
        }
    }

    /** Everything is as it was before the request. */
    record ErasureCancelled(String erasureId) implements CustomerFact {

        @Override
        public CustomerEventType type() {
            return CustomerEventType.ERASURE_CANCELLED;
        }
    }

    /**
     * The customer's data is gone, and nothing is told of the customer after it but the end.
     *
     * @param requestedBy who asked for it; not who carried it out, which is the server
     */
    record Erased(String erasureId, Actor requestedBy) implements CustomerFact {

        @Override
        public CustomerEventType type() {
            return CustomerEventType.ERASED;
        }
    }
}
