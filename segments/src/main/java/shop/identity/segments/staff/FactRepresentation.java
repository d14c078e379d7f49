package shop.identity.segments.staff;

import java.math.BigDecimal;
import java.time.temporal.ChronoUnit;
import shop.identity.segments.facts.KnownFact;

/** @param changedAt RFC 3339, UTC */
public record FactRepresentation(String name, BigDecimal value, String changedAt) {

    static FactRepresentation of(KnownFact fact) {
        return new FactRepresentation(
                fact.name(),
                fact.value(),
                fact.changedAt().truncatedTo(ChronoUnit.MILLIS).toString());
    }
}
