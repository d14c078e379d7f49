package shop.identity.segments.rule;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;

/** Reads the day that a rule names: a date, or one so long before or after today. */
final class DayParser {

    private static final Map<String, ChronoUnit> UNITS = Map.of(
            "day", ChronoUnit.DAYS,
            "days", ChronoUnit.DAYS,
            "week", ChronoUnit.WEEKS,
            "weeks", ChronoUnit.WEEKS,
            "month", ChronoUnit.MONTHS,
            "months", ChronoUnit.MONTHS,
            "year", ChronoUnit.YEARS,
            "years", ChronoUnit.YEARS);
    private static final int LONGEST = 10_000;

    Day read(TokenReader tokens) throws RuleException {
        if (tokens.peek().kind() == Token.Kind.DATE) {
            return date(tokens);
        }
        if (!tokens.takeKeyword("today")) {
            throw tokens.expected("today, or a date such as 2026-11-24,");
        }
        boolean isBefore = tokens.takeSymbol("-");
        if (!isBefore && !tokens.takeSymbol("+")) {
            return new Day.FromToday(0, ChronoUnit.DAYS);
        }
        int amount = amount(tokens);
        return new Day.FromToday(isBefore ? -amount : amount, unit(tokens));
    }

    private static Day date(TokenReader tokens) throws RuleException {
        Token token = tokens.peek();
        try {
            Day day = new Day.Fixed(LocalDate.parse(token.text()));
            tokens.take();
            return day;
        } catch (DateTimeParseException e) {
            throw tokens.wrong(token, "there is no such day");
        }
    }

    private static int amount(TokenReader tokens) throws RuleException {
        Token token = tokens.take(Token.Kind.NUMBER, "a whole number");
        try {
            int amount = Integer.parseInt(token.text());
            if (amount <= LONGEST) {
                return amount;
            }
        } catch (NumberFormatException e) {
            // Said below, as of any other number out of the range.
        }
        throw tokens.wrong(token, "a whole number up to " + LONGEST + " is expected");
    }

    private static ChronoUnit unit(TokenReader tokens) throws RuleException {
        Token token = tokens.peek();
        ChronoUnit unit =
                token.kind() == Token.Kind.WORD ? UNITS.get(token.text().toLowerCase(Locale.ROOT)) : null;
        if (unit == null) {
            throw tokens.expected("days, weeks, months or years");
        }
        tokens.take();
        return unit;
    }
}
