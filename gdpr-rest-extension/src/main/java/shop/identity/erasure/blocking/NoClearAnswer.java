package shop.identity.erasure.blocking;

/** A service has said neither yes nor no. */
public final class NoClearAnswer extends Exception {

    private static final long serialVersionUID = 1L;

    /** @param reason for the log: nothing of the customer's */
    NoClearAnswer(String reason) {
        // Where it comes from is nothing to look into.
        super(reason, null, false, false);
    }
}
