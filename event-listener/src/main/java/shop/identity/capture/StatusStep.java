package shop.identity.capture;

import java.util.Optional;
import shop.identity.customer.CustomerStatus;
import shop.identity.customer.StatusChange;
import shop.identity.outbox.CustomerVersion;

/**
 * What a transaction makes of the status of a customer who was there before it, and stays.
 *
 * @param revived the customer was erased and is enabled or verified now: the mark alone keeps the status
 */
record StatusStep(CustomerStatus from, CustomerStatus to, boolean revived) {

    /**
     * What was told last counts, not what this transaction found: two transactions may have found the same, or one may
     * have written an old flag back over a new one (Keycloak writes whole rows).
     *
     * @param customer null when the user is gone, or is no customer
     */
    static Optional<StatusStep> of(CustomerChange change, CustomerState customer, CustomerVersion version) {
        if (customer == null || change.isCreated()) {
            return Optional.empty();
        }
        CustomerStatus from =
                version.statusToldLast() == null ? change.statusBefore(customer) : version.statusToldLast();
        boolean revived = from == CustomerStatus.ERASED && change.isRevived(customer);
        return Optional.of(new StatusStep(from, customer.status(), revived));
    }

    boolean isChange() {
        return from != to;
    }

    /** @throws shop.identity.problem.Refusal 409 */
    void requireLegal(boolean erasing) {
        if (!isLegal(erasing)) {
            new StatusChange(from, isChange() ? to : CustomerStatus.ACTIVE).requireLegal(erasing);
        }
    }

    boolean isLegal(boolean erasing) {
        return isChange() ? new StatusChange(from, to).isLegal(erasing) : !revived;
    }
}
