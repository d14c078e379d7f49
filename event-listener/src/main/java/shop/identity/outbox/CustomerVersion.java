package shop.identity.outbox;

import java.util.Set;
import shop.identity.customer.ContactChannel;
import shop.identity.customer.CustomerEventType;
import shop.identity.customer.CustomerStatus;

/** A customer's row in {@code SHOP_CUSTOMER} while a transaction holds its lock. */
public final class CustomerVersion {

    private final String customerId;
    private final String realmId;
    private long number;
    private CustomerStatus status;
    private Set<ContactChannel> verified;
    private boolean ended;

    /**
     * @param number   the {@code ce_sequence} of the newest event; 0 before the first
     * @param status   what was told last; null when nothing was told yet
     * @param verified what was told last; null when nothing was told yet
     */
    public CustomerVersion(
            String customerId, String realmId, long number, CustomerStatus status, Set<ContactChannel> verified) {
        this.customerId = customerId;
        this.realmId = realmId;
        this.number = number;
        this.status = status;
        this.verified = verified;
    }

    public CustomerStatus statusToldLast() {
        return status;
    }

    public Set<ContactChannel> verifiedToldLast() {
        return verified;
    }

    public void tell(CustomerStatus nowIn, Set<ContactChannel> nowVerified) {
        status = nowIn;
        verified = nowVerified;
        ended = false;
    }

    /** The customer is gone. */
    public void end() {
        ended = true;
    }

    public String customerId() {
        return customerId;
    }

    String realmId() {
        return realmId;
    }

    long number() {
        return number;
    }

    boolean isEnded() {
        return ended;
    }

    /** The number of the next event, which is of this type. Behind an end a new life begins. */
    long next(CustomerEventType type) {
        long next = number + 1;
        number = type == CustomerEventType.DELETED ? 0 : next;
        return next;
    }
}
