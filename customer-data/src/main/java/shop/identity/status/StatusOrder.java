package shop.identity.status;

import java.util.Optional;
import shop.identity.customer.CustomerStatus;
import shop.identity.problem.RequestFields;
import shop.identity.text.TextFields;

/**
 * What staff ask for.
 *
 * @param reason for staff to read; null when they gave none
 */
record StatusOrder(CustomerStatus status, String reason) {

    private static final int LONGEST_REASON = 500;

    /** @throws shop.identity.problem.Refusal 400 */
    static StatusOrder of(RequestFields fields) {
        Optional<CustomerStatus> status = status(fields);
        TextFields texts = new TextFields(fields);
        Optional<String> reason =
                status.filter(CustomerStatus.SUSPENDED::equals).isPresent()
                        ? texts.neededLine("reason", LONGEST_REASON, "is needed for a suspension")
                        : texts.line("reason", LONGEST_REASON);
        fields.refuseOthers();
        return new StatusOrder(status.orElseThrow(), reason.orElse(null));
    }

    private static Optional<CustomerStatus> status(RequestFields fields) {
        boolean given = fields.has("status");
        Optional<String> name = fields.text("status");
        for (CustomerStatus status : CustomerStatus.values()) {
            if (name.filter(status.name()::equals).isPresent()) {
                return Optional.of(status);
            }
        }
        if (!given || name.isPresent()) {
            fields.wrong("status", "has to be PENDING, ACTIVE, SUSPENDED, INACTIVE or ERASED");
        }
        return Optional.empty();
    }
}
