package shop.identity.sealing;

/** What was sealed cannot be opened. The message is fit for staff: no secret, no content. */
public final class SealException extends RuntimeException {

    private static final long serialVersionUID = 1;

    SealException(String message) {
        super(message);
    }
}
