package shop.identity.segments.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Reads rules; their grammar is in {@code docs/segments.md}. */
public final class RuleParser {

    public static final int LONGEST_RULE = 4000;
    static final int DEEPEST = 32;
    static final int MOST_CONDITIONS = 200;

    private final ConditionParser conditions;

    public RuleParser(Fields fields) {
        this.conditions = new ConditionParser(fields);
    }

    public Rule parse(String text) throws RuleException {
        if (text.length() > LONGEST_RULE) {
            throw new RuleException(text, LONGEST_RULE, "a rule has " + LONGEST_RULE + " characters at most");
        }
        Reading reading = new Reading(new TokenReader(text));
        Rule rule = reading.any(0);
        if (reading.tokens.peek().kind() != Token.Kind.END) {
            throw reading.tokens.expected("and, or, or the end of the rule");
        }
        return rule;
    }

    /** One rule being read. */
    private final class Reading {

        private final TokenReader tokens;
        private int count;

        private Reading(TokenReader tokens) {
            this.tokens = tokens;
        }

        private Rule any(int depth) throws RuleException {
            return list("or", () -> all(depth), Rule.Any::new);
        }

        private Rule all(int depth) throws RuleException {
            return list("and", () -> part(depth), Rule.All::new);
        }

        private Rule list(String keyword, Part next, Function<List<Rule>, Rule> whole) throws RuleException {
            List<Rule> parts = new ArrayList<>();
            parts.add(next.read());
            while (tokens.takeKeyword(keyword)) {
                parts.add(next.read());
            }
            return parts.size() == 1 ? parts.get(0) : whole.apply(parts);
        }

        private Rule part(int depth) throws RuleException {
            if (depth >= DEEPEST) {
                throw tokens.wrong(tokens.peek(), "a rule is nested " + DEEPEST + " times at most");
            }
            if (tokens.takeKeyword("not")) {
                return new Rule.Not(part(depth + 1));
            }
            if (tokens.takeSymbol("(")) {
                Rule inner = any(depth + 1);
                tokens.requireSymbol(")", "and, or, or )");
                return inner;
            }
            if (++count > MOST_CONDITIONS) {
                throw tokens.wrong(tokens.peek(), "a rule has " + MOST_CONDITIONS + " conditions at most");
            }
            return conditions.read(tokens);
        }
    }

    @FunctionalInterface
    private interface Part {
        Rule read() throws RuleException;
    }
}
