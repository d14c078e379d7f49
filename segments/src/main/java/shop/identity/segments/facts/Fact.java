package shop.identity.segments.facts;

import java.math.BigDecimal;

/**
 * A number about a customer, as a service pushes it.
 *
 * @param value null: it is not known any more
 */
public record Fact(String userId, String name, BigDecimal value) {}
