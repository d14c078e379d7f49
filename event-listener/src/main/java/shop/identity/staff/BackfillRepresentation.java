package shop.identity.staff;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import shop.identity.backfill.Backfill;

/**
 * @param kind      {@code snapshot} or {@code replay}
 * @param from      of a replay, inclusive, RFC 3339, UTC; null for snapshots, as is {@code to}
 * @param state     {@code running}, {@code completed} or {@code cancelled}
 * @param total     how many customers or events there were when it began; null until they are counted
 * @param done      how many were told
 * @param endedAt   null while it runs
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record BackfillRepresentation(
        String id,
        String kind,
        String from,
        String to,
        int ratePerSecond,
        String state,
        Long total,
        long done,
        String startedAt,
        String endedAt) {

    static BackfillRepresentation of(Backfill backfill) {
        return new BackfillRepresentation(
                backfill.id().toString(),
                backfill.order().kind().wireName(),
                text(backfill.order().from()),
                text(backfill.order().to()),
                backfill.order().ratePerSecond(),
                backfill.state().wireName(),
                backfill.total(),
                backfill.done(),
                text(backfill.startedAt()),
                text(backfill.endedAt()));
    }

    private static String text(Instant time) {
        return time == null ? null : time.toString();
    }
}
