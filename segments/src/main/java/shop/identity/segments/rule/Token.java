package shop.identity.segments.rule;

/**
 * A word of a rule.
 *
 * @param text   what it says: of a quoted text without its quotation marks
 * @param offset where it begins
 */
record Token(Kind kind, String text, int offset) {

    enum Kind {
        /** Keywords, fields, values of status. */
        WORD,
        /** Without a sign. */
        NUMBER,
        /** {@code 2026-11-24}. */
        DATE,
        /** In quotation marks, single or double. */
        TEXT,
        SYMBOL,
        END
    }

    boolean isSymbol(String symbol) {
        return kind == Kind.SYMBOL && text.equals(symbol);
    }

    /** Keywords may be written as one likes. */
    boolean isKeyword(String keyword) {
        return kind == Kind.WORD && text.equalsIgnoreCase(keyword);
    }
}
