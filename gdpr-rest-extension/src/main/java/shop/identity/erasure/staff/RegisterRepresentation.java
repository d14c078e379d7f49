package shop.identity.erasure.staff;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Locale;
import shop.identity.erasure.Erasure;
import shop.identity.erasure.Party;

/**
 * A line of the register as staff see it.
 *
 * @param customerId null: the user is deleted
 * @param overdue    open, after the law's time
 * @param extended   null: not
 * @param closed     null: open
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record RegisterRepresentation(
        String id,
        String customerId,
        String state,
        String receivedAt,
        String dueAt,
        String legalDueAt,
        boolean overdue,
        By requestedBy,
        Extended extended,
        Closed closed,
        int failures) {

    /** @param staffId null: it was not staff */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record By(String actor, String staffId) {

        static By of(Party party) {
            return new By(party.actor().wireName(), party.staffId());
        }
    }

    /** @param reason null once it is completed */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record Extended(String at, String staffId, String reason) {}

    /** @param outcome what became of the user; null: nothing */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record Closed(String at, By by, String outcome) {}

    static RegisterRepresentation of(Erasure erasure, Instant now) {
        return new RegisterRepresentation(
                erasure.id(),
                erasure.customerId(),
                erasure.state().wireName(),
                erasure.received().toString(),
                erasure.due().toString(),
                erasure.legalDue().toString(),
                erasure.isOverdue(now),
                By.of(erasure.requestedBy()),
                extended(erasure.extension()),
                closed(erasure.closing()),
                erasure.failures());
    }

    private static Extended extended(Erasure.Extension extension) {
        return extension == null
                ? null
                : new Extended(extension.at().toString(), extension.staffId(), extension.reason());
    }

    private static Closed closed(Erasure.Closing closing) {
        return closing == null
                ? null
                : new Closed(
                        closing.at().toString(),
                        By.of(closing.by()),
                        closing.outcome() == null
                                ? null
                                : closing.outcome().name().toLowerCase(Locale.ROOT));
    }
}
