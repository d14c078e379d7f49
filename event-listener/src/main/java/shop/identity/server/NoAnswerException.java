package shop.identity.server;

/** There was none in time. What was asked for may still be done. */
public final class NoAnswerException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NoAnswerException() {
        // Where it comes from is nothing to look into, and it comes by the thousand.
        super("no answer in time", null, false, false);
    }
}
