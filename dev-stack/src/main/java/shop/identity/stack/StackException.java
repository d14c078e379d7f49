package shop.identity.stack;

/**
 * Something the stack cannot do, told in one sentence that a person at a terminal can act on.
 *
 * <p>The launcher prints the message alone, so it names the variable, file or program that is to blame.
 */
public final class StackException extends RuntimeException {

    public StackException(String sentence) {
        super(sentence);
    }

    public StackException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
