package shop.identity.remote;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import shop.identity.queue.WaitingJobs;

/**
 * What one service was told of one customer, as staff see it. Times are RFC 3339, UTC.
 *
 * @param id             also what the service knows the task by
 * @param customerId     null once the service acknowledged
 * @param erasureId      null for an account that was deleted in another way
 * @param dueAt          the end of the legal month
 * @param acknowledgedAt null while the task is open
 * @param attempts       how often the service was told in vain; null once it acknowledged
 * @param lastError      why it was in vain the last time; null otherwise
 * @param nextAttemptAt  null once it acknowledged
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record TaskRepresentation(
        String id,
        String service,
        String customerId,
        String erasureId,
        State state,
        String begunAt,
        String dueAt,
        String acknowledgedAt,
        Integer attempts,
        String lastError,
        String nextAttemptAt) {

    /** As JSON has it. */
    public enum State {
        open,
        acknowledged
    }

    /** @param standing null: it has no entry, as it is acknowledged, or just being so */
    static TaskRepresentation of(TaskState task, WaitingJobs.Standing standing) {
        boolean isOpen = task.isOpen() && standing != null;
        return new TaskRepresentation(
                task.id().toString(),
                task.service(),
                task.customerId(),
                task.erasureId(),
                task.isOpen() ? State.open : State.acknowledged,
                text(task.begunAt()),
                text(task.dueAt()),
                text(task.acknowledgedAt()),
                isOpen ? standing.attempts() : null,
                isOpen ? standing.lastError() : null,
                isOpen ? text(standing.nextAttemptAt()) : null);
    }

    private static String text(Instant time) {
        return time == null ? null : time.truncatedTo(ChronoUnit.MILLIS).toString();
    }
}
