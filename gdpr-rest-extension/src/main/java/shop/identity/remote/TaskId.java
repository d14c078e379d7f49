package shop.identity.remote;

import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import shop.identity.problem.FieldError;
import shop.identity.problem.Refusal;

/** An id in a path, as it was sent. */
final class TaskId {

    /** {@link UUID#fromString} takes shorter ones too. */
    private static final Pattern TEXT = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    private TaskId() {}

    /** @throws Refusal 400 when it is none */
    static UUID of(String text) {
        if (!TEXT.matcher(text).matches()) {
            throw Refusal.invalid(List.of(new FieldError("id", "has to be a UUID")));
        }
        return UUID.fromString(text);
    }
}
