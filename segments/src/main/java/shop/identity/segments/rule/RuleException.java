package shop.identity.segments.rule;

/** A text that is no rule: where, and what is expected there. Nothing of the text is repeated. */
public final class RuleException extends Exception {

    private static final long serialVersionUID = 1;

    private final int line;
    private final int column;

    /** @param offset of the character in the text */
    RuleException(String text, int offset, String message) {
        super(message);
        int end = Math.min(offset, text.length());
        int lineStart = text.lastIndexOf('\n', end - 1) + 1;
        this.line = (int) text.substring(0, lineStart)
                        .chars()
                        .filter(character -> character == '\n')
                        .count()
                + 1;
        this.column = text.codePointCount(lineStart, end) + 1;
    }

    /** From 1. */
    public int line() {
        return line;
    }

    /** From 1, in characters as a reader counts them. */
    public int column() {
        return column;
    }

    /** {@code line 1, column 17: a number is expected}. */
    public String sentence() {
        return "line " + line + ", column " + column + ": " + getMessage();
    }
}
