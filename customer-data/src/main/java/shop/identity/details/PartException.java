package shop.identity.details;

/** A part of a customer's details is not to be had. */
final class PartException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param reason for the log: nothing of the customer's */
    PartException(String reason) {
        // Where it comes from is nothing to look into, and it comes by the thousand.
        super(reason, null, false, false);
    }
}
