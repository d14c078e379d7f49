package shop.identity.segments.staff;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import shop.identity.segments.sweep.SweepState;

/**
 * How an evaluation stands.
 *
 * @param state     {@code waiting}, {@code running} or {@code completed}
 * @param startedAt RFC 3339, UTC; null before the first
 * @param endedAt   null until it is completed
 * @param customers how many the realm had when it began
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record EvaluationRepresentation(
        String state, String startedAt, String endedAt, long customers, long joined, long left, long unreadableRules) {

    static EvaluationRepresentation of(SweepState state) {
        return new EvaluationRepresentation(
                state.state(),
                text(state.startedAt()),
                text(state.endedAt()),
                state.customers(),
                state.joined(),
                state.left(),
                state.unreadableRules());
    }

    private static String text(Instant time) {
        return time == null ? null : time.truncatedTo(ChronoUnit.MILLIS).toString();
    }
}
