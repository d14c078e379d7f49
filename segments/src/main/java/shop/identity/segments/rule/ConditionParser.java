package shop.identity.segments.rule;

import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import shop.identity.customer.CustomerStatus;

/** Reads what a rule asks about one field; what can be asked depends on the field. */
final class ConditionParser {

    private static final int MOST_TEXTS = 200;

    private final Fields fields;
    private final DayParser days = new DayParser();

    ConditionParser(Fields fields) {
        this.fields = fields;
    }

    Rule read(TokenReader tokens) throws RuleException {
        Field field = field(tokens);
        if (tokens.takeKeyword("is")) {
            return set(tokens, field);
        }
        return switch (field.type()) {
            case FLAG -> flag(tokens, field);
            case TEXT -> texts(tokens, field);
            case STATUS -> statuses(tokens, field);
            case NUMBER -> number(tokens, field);
            case TIME -> day(tokens, field);
            case PRESENCE -> throw tokens.expected("is set, or is not set (nothing else can be asked of this field),");
        };
    }

    private Field field(TokenReader tokens) throws RuleException {
        Token name = tokens.take(Token.Kind.WORD, "a condition, not, or (");
        String key = null;
        if (tokens.takeSymbol(".")) {
            boolean isText = tokens.peek().kind() == Token.Kind.TEXT;
            key = isText
                    ? tokens.take().text()
                    : tokens.take(Token.Kind.WORD, "a name, or a name in quotation marks,")
                            .text();
        }
        return fields.named(name.text(), key)
                .orElseThrow(() -> tokens.wrong(name, "there is no such field; there are " + fields.known()));
    }

    private static Rule set(TokenReader tokens, Field field) throws RuleException {
        boolean negated = tokens.takeKeyword("not");
        if (!tokens.takeKeyword("set")) {
            throw tokens.expected(negated ? "set" : "set, or not set,");
        }
        return negatedIf(negated, new Condition.IsSet(field));
    }

    /** Alone, or beside true or false. */
    private static Rule flag(TokenReader tokens, Field field) throws RuleException {
        boolean negated = tokens.takeSymbol("!=");
        if (!negated && !tokens.takeSymbol("=")) {
            return new Condition.IsTrue(field);
        }
        if (tokens.takeKeyword("false")) {
            negated = !negated;
        } else if (!tokens.takeKeyword("true")) {
            throw tokens.expected("true or false");
        }
        return negatedIf(negated, new Condition.IsTrue(field));
    }

    private static Rule texts(TokenReader tokens, Field field) throws RuleException {
        return among(
                tokens,
                "a text in quotation marks",
                () -> field.letters()
                        .of(tokens.take(Token.Kind.TEXT, "a text in quotation marks")
                                .text()),
                texts -> new Condition.TextIsIn(field, texts));
    }

    private static Rule statuses(TokenReader tokens, Field field) throws RuleException {
        String known = Stream.of(CustomerStatus.values()).map(Enum::name).collect(Collectors.joining(", "));
        return among(tokens, "one of " + known, () -> status(tokens, known).name(), names -> {
            Set<CustomerStatus> statuses = EnumSet.noneOf(CustomerStatus.class);
            names.forEach(name -> statuses.add(CustomerStatus.valueOf(name)));
            return new Condition.StatusIsIn(field, statuses);
        });
    }

    private static CustomerStatus status(TokenReader tokens, String known) throws RuleException {
        Token name = tokens.peek();
        if (name.kind() == Token.Kind.WORD || name.kind() == Token.Kind.TEXT) {
            for (CustomerStatus status : CustomerStatus.values()) {
                if (status.name().equalsIgnoreCase(name.text())) {
                    tokens.take();
                    return status;
                }
            }
        }
        throw tokens.expected("one of " + known);
    }

    @FunctionalInterface
    private interface Value {
        String read() throws RuleException;
    }

    @FunctionalInterface
    private interface Whole {
        Rule of(Set<String> values);
    }

    private static Rule among(TokenReader tokens, String expected, Value value, Whole whole) throws RuleException {
        boolean differs = tokens.takeSymbol("!=");
        if (differs || tokens.takeSymbol("=")) {
            return negatedIf(differs, whole.of(Set.of(value.read())));
        }
        boolean negated = tokens.takeKeyword("not");
        if (!tokens.takeKeyword("in")) {
            throw tokens.expected(negated ? "in" : "=, !=, in, not in, or is");
        }
        tokens.requireSymbol("(", "( and " + expected);
        Set<String> values = new TreeSet<>();
        do {
            if (values.size() == MOST_TEXTS) {
                throw tokens.wrong(tokens.peek(), "a list has " + MOST_TEXTS + " entries at most");
            }
            values.add(value.read());
        } while (tokens.takeSymbol(","));
        tokens.requireSymbol(")", "a comma or )");
        return negatedIf(negated, whole.of(values));
    }

    private static Rule number(TokenReader tokens, Field field) throws RuleException {
        boolean differs = tokens.takeSymbol("!=");
        Comparison comparison = differs ? Comparison.EQUAL : comparison(tokens);
        boolean isNegative = tokens.takeSymbol("-");
        BigDecimal number =
                new BigDecimal(tokens.take(Token.Kind.NUMBER, "a number").text());
        return negatedIf(
                differs, new Condition.NumberCompares(field, comparison, isNegative ? number.negate() : number));
    }

    private Rule day(TokenReader tokens, Field field) throws RuleException {
        boolean differs = tokens.takeSymbol("!=");
        Comparison comparison = differs ? Comparison.EQUAL : comparison(tokens);
        return negatedIf(differs, new Condition.DayCompares(field, comparison, days.read(tokens)));
    }

    private static Comparison comparison(TokenReader tokens) throws RuleException {
        Token symbol = tokens.peek();
        Comparison comparison = symbol.kind() == Token.Kind.SYMBOL
                ? Comparison.of(symbol.text()).orElse(null)
                : null;
        if (comparison == null) {
            throw tokens.expected("=, !=, <, <=, >, >=, or is");
        }
        tokens.take();
        return comparison;
    }

    private static Rule negatedIf(boolean negated, Rule rule) {
        return negated ? new Rule.Not(rule) : rule;
    }
}
