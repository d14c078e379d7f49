package shop.identity.segments.rule;

import java.util.List;

/** Reads the words of a rule from the first to the last. */
final class TokenReader {

    private final String rule;
    private final List<Token> tokens;
    private int next;

    TokenReader(String rule) throws RuleException {
        this.rule = rule;
        this.tokens = Tokens.of(rule);
    }

    Token peek() {
        return tokens.get(next);
    }

    Token take() {
        Token token = tokens.get(next);
        if (token.kind() != Token.Kind.END) {
            next++;
        }
        return token;
    }

    boolean takeSymbol(String symbol) {
        boolean isThere = peek().isSymbol(symbol);
        if (isThere) {
            next++;
        }
        return isThere;
    }

    boolean takeKeyword(String keyword) {
        boolean isThere = peek().isKeyword(keyword);
        if (isThere) {
            next++;
        }
        return isThere;
    }

    /** @param expected {@code a number} */
    Token take(Token.Kind kind, String expected) throws RuleException {
        if (peek().kind() != kind) {
            throw expected(expected);
        }
        return take();
    }

    void requireSymbol(String symbol, String expected) throws RuleException {
        if (!takeSymbol(symbol)) {
            throw expected(expected);
        }
    }

    /** At the next word. */
    RuleException expected(String what) {
        return wrong(peek(), what + " is expected");
    }

    RuleException wrong(Token at, String sentence) {
        return new RuleException(rule, at.offset(), sentence);
    }
}
