package shop.identity.erasure;

import java.util.Optional;
import shop.identity.erasure.blocking.StillOpen;
import shop.identity.problem.Refusal;

/** A request for erasure is not accepted, and nothing has changed. */
public final class Declined extends Exception {

    private static final long serialVersionUID = 1L;

    /** Why. */
    public enum Reason {
        NO_CUSTOMER,
        ERASED,
        REQUESTED_ALREADY,
        KEPT_ELSEWHERE,
        STILL_OPEN,
        NOBODY_KNOWS
    }

    private final Reason reason;

    Declined(Reason reason) {
        this(reason, null);
    }

    Declined(StillOpen open) {
        this(Reason.STILL_OPEN, open);
    }

    private Declined(Reason reason, StillOpen open) {
        // Where it comes from is nothing to look into.
        super(reason.name(), open, false, false);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }

    /** @return empty: that is not the reason */
    public Optional<StillOpen> stillOpen() {
        return Optional.ofNullable((StillOpen) getCause());
    }

    /** The same over REST: 404, 409, or 503 where it may be tried again. */
    Refusal refusal() {
        return switch (reason) {
            case NO_CUSTOMER -> Refusal.notFound("This realm has no such customer.");
            case ERASED -> Refusal.conflict("The customer is erased already.");
            case REQUESTED_ALREADY -> Refusal.conflict("The erasure of this customer is requested already.");
            case KEPT_ELSEWHERE -> LockedCustomer.keptElsewhere();
            case STILL_OPEN -> Refusal.conflict(getCause().getMessage());
            case NOBODY_KNOWS ->
                Refusal.unavailable(
                        "It is not known at the moment whether orders or payments are open. Nothing has changed.");
        };
    }
}
