package shop.identity.status;

import java.util.Optional;
import shop.identity.customer.CustomerStatus;
import shop.identity.problem.RequestFields;

/**
 * What staff ask for.
 *
 * @param reason for staff to read; null when they gave none
 */
record StatusOrder(CustomerStatus status, String reason) {

    static final int LONGEST_REASON = 500;

    /** @throws shop.identity.problem.Refusal 400 */
    static StatusOrder of(RequestFields fields) {
        Optional<CustomerStatus> status = status(fields);
        Optional<String> reason = reason(fields);
        if (status.filter(CustomerStatus.SUSPENDED::equals).isPresent() && reason.isEmpty()) {
            fields.wrong("reason", "is needed for a suspension");
        }
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

    private static Optional<String> reason(RequestFields fields) {
        Optional<String> reason = fields.text("reason").map(String::strip);
        if (reason.filter(text -> !isLine(text)).isPresent()) {
            fields.wrong("reason", "has to be a line of 1 to " + LONGEST_REASON + " characters");
            return Optional.empty();
        }
        return reason;
    }

    private static boolean isLine(String text) {
        return !text.isEmpty()
                && text.codePointCount(0, text.length()) <= LONGEST_REASON
                && text.codePoints().noneMatch(StatusOrder::isNoPartOfALine);
    }

    private static boolean isNoPartOfALine(int codePoint) {
        int type = Character.getType(codePoint);
        return type == Character.CONTROL || type == Character.LINE_SEPARATOR || type == Character.PARAGRAPH_SEPARATOR;
    }
}
