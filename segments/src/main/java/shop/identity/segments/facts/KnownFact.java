package shop.identity.segments.facts;

import java.math.BigDecimal;
import java.time.Instant;

/** A number about a customer, as it is kept. */
public record KnownFact(String name, BigDecimal value, Instant changedAt) {}
