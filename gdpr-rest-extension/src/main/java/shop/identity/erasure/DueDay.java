package shop.identity.erasure;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;

/** A day for the customer to read. Where the customer is is not known, so it is the day of UTC. */
public final class DueDay {

    private DueDay() {}

    public static String of(Instant time, Locale locale) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                .withLocale(locale)
                .format(LocalDate.ofInstant(time, ZoneOffset.UTC));
    }
}
