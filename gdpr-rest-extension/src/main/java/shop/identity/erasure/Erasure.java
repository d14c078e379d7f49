package shop.identity.erasure;

import java.time.Instant;

/**
 * A line of the register.
 *
 * @param customerId  null: the user is deleted
 * @param due         the end of the time to change one's mind
 * @param legalDue    when it has to be done by
 * @param wasInactive the account was given up already
 * @param extension   null: there was none
 * @param closing     null: it is open
 * @param failures    of a worker to do it
 */
public record Erasure(
        String id,
        String realmId,
        String customerId,
        ErasureState state,
        Instant received,
        Instant due,
        Instant legalDue,
        Party requestedBy,
        boolean wasInactive,
        Extension extension,
        Closing closing,
        int failures) {

    /** @param reason what the customer was told; null once it is completed */
    public record Extension(Instant at, String staffId, String reason) {}

    /** @param outcome what became of the user; null: nothing */
    public record Closing(Instant at, Party by, Outcome outcome) {}

    Erasure cancelled(Closing by) {
        return new Erasure(
                id,
                realmId,
                customerId,
                ErasureState.CANCELLED,
                received,
                due,
                legalDue,
                requestedBy,
                wasInactive,
                extension,
                by,
                failures);
    }

    public boolean isOpen() {
        return state == ErasureState.REQUESTED;
    }

    /** Open, and too late. */
    public boolean isOverdue(Instant now) {
        return isOpen() && legalDue.isBefore(now);
    }

    /** Whether there is time to change one's mind. */
    public boolean canBeCancelled(Instant now) {
        return isOpen() && now.isBefore(due);
    }
}
