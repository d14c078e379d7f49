package shop.identity.standing;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;
import java.util.Optional;
import org.keycloak.models.UserModel;
import shop.identity.customer.CustomerStatus;

/** When an inactive customer's account is to be deleted. */
record ScheduledDeletion(Instant due) {

    /** @return empty also for what is no time: nobody comes back by a slip of the pen */
    static Optional<ScheduledDeletion> of(UserModel user) {
        String due = user.getFirstAttribute(CustomerStatus.DELETION_DUE);
        try {
            return Optional.ofNullable(due)
                    .map(OffsetDateTime::parse)
                    .map(OffsetDateTime::toInstant)
                    .map(ScheduledDeletion::new);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    boolean isToCome(Instant now) {
        return now.isBefore(due);
    }

    /** The day for the customer to read. Where they are is not known, so it is the day of UTC. */
    String day(Locale locale) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                .withLocale(locale)
                .format(LocalDate.ofInstant(due, ZoneOffset.UTC));
    }
}
