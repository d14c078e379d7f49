package shop.identity.segments.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes a rule apart into words. */
final class Tokens {

    private static final Pattern BLANK = Pattern.compile("[ \\t\\r\\n]+");
    private static final Pattern WORD = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}(?![0-9A-Za-z_-])");
    private static final Pattern NUMBER = Pattern.compile("\\d+(\\.\\d+)?(?![0-9A-Za-z_.])");
    private static final Pattern SYMBOL = Pattern.compile("!=|<=|>=|[=<>(),.+-]");

    private final String rule;
    private final List<Token> tokens = new ArrayList<>();
    private int offset;

    private Tokens(String rule) {
        this.rule = rule;
    }

    /** @return with an END after the last */
    static List<Token> of(String rule) throws RuleException {
        Tokens tokens = new Tokens(rule);
        tokens.refuseOddCharacters();
        while (tokens.skipBlank()) {
            tokens.next();
        }
        tokens.tokens.add(new Token(Token.Kind.END, "", rule.length()));
        return tokens.tokens;
    }

    private void refuseOddCharacters() throws RuleException {
        int odd = PlainText.firstOdd(rule, true);
        if (odd >= 0) {
            throw new RuleException(rule, odd, "this character cannot be part of a rule");
        }
    }

    /** @return whether there is more */
    private boolean skipBlank() {
        Matcher blank = at(BLANK);
        if (blank != null) {
            offset = blank.end();
        }
        return offset < rule.length();
    }

    private void next() throws RuleException {
        char first = rule.charAt(offset);
        if (first == '\'' || first == '"') {
            text(first);
        } else if (first >= '0' && first <= '9') {
            if (!take(Token.Kind.DATE, DATE) && !take(Token.Kind.NUMBER, NUMBER)) {
                throw new RuleException(rule, offset, "a number or a date such as 2026-11-24 is expected");
            }
        } else if (!take(Token.Kind.WORD, WORD) && !take(Token.Kind.SYMBOL, SYMBOL)) {
            throw new RuleException(rule, offset, "this character can only stand in a text in quotation marks");
        }
    }

    /** A mark within the text is written twice. */
    private void text(char mark) throws RuleException {
        StringBuilder text = new StringBuilder();
        for (int i = offset + 1; i < rule.length(); i++) {
            char character = rule.charAt(i);
            if (character == mark) {
                boolean isTwice = i + 1 < rule.length() && rule.charAt(i + 1) == mark;
                if (!isTwice) {
                    tokens.add(new Token(Token.Kind.TEXT, text.toString(), offset));
                    offset = i + 1;
                    return;
                }
                i++;
            }
            text.append(character);
        }
        throw new RuleException(rule, offset, "the text that begins here has no end");
    }

    private boolean take(Token.Kind kind, Pattern pattern) {
        Matcher found = at(pattern);
        if (found == null) {
            return false;
        }
        tokens.add(new Token(kind, found.group(), offset));
        offset = found.end();
        return true;
    }

    /** @return null when it is not there */
    private Matcher at(Pattern pattern) {
        Matcher matcher = pattern.matcher(rule);
        matcher.region(offset, rule.length());
        matcher.useTransparentBounds(true);
        return matcher.lookingAt() ? matcher : null;
    }
}
