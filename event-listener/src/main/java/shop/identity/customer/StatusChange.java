package shop.identity.customer;

import java.util.Set;
import java.util.stream.Collectors;
import shop.identity.problem.Refusal;

/** From one status to another, as somebody wants it. */
public record StatusChange(CustomerStatus from, CustomerStatus to) {

    /**
     * @param erasing whether it is part of an erasure
     * @throws Refusal 409 that names what is possible
     */
    public void requireLegal(boolean erasing) {
        if (!isLegal(erasing)) {
            throw Refusal.illegalStatus(refusal());
        }
    }

    public boolean isLegal(boolean erasing) {
        return from.next().contains(to) && (to != CustomerStatus.ERASED || erasing);
    }

    /** What is said where it is not legal. */
    String refusal() {
        Set<CustomerStatus> possible = from.next();
        if (possible.isEmpty()) {
            return "A customer who is " + from + " stays so for good: no other status is possible.";
        }
        String names = possible.stream()
                .filter(status -> status != CustomerStatus.ERASED)
                .map(CustomerStatus::name)
                .collect(Collectors.joining(", "));
        return "A customer who is " + from + " cannot be made " + to + " in this way. Possible are " + names
                + "; ERASED is left to an erasure.";
    }
}
