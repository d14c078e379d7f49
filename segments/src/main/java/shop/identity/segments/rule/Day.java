package shop.identity.segments.rule;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/** A day that a rule names. */
public sealed interface Day {

    LocalDate on(LocalDate today);

    record Fixed(LocalDate date) implements Day {

        @Override
        public LocalDate on(LocalDate today) {
            return date;
        }
    }

    /** @param amount negative: before today */
    record FromToday(int amount, ChronoUnit unit) implements Day {

        @Override
        public LocalDate on(LocalDate today) {
            return today.plus(amount, unit);
        }
    }
}
