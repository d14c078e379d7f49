package shop.identity.segments.rule;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.IntPredicate;

/** How a value stands to another. That it is another one is the negation of the first. */
public enum Comparison {
    EQUAL("=", sign -> sign == 0),
    LESS("<", sign -> sign < 0),
    AT_MOST("<=", sign -> sign <= 0),
    MORE(">", sign -> sign > 0),
    AT_LEAST(">=", sign -> sign >= 0);

    private final String symbol;
    private final IntPredicate predicate;

    Comparison(String symbol, IntPredicate predicate) {
        this.symbol = symbol;
        this.predicate = predicate;
    }

    /** In rules as in SQL. */
    String symbol() {
        return symbol;
    }

    static Optional<Comparison> of(String symbol) {
        return Arrays.stream(values())
                .filter(comparison -> comparison.symbol.equals(symbol))
                .findAny();
    }

    /** @param sign of what {@link Comparable#compareTo} says */
    boolean holds(int sign) {
        return predicate.test(sign);
    }
}
