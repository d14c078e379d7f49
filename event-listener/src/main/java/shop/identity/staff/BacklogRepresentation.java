package shop.identity.staff;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import shop.identity.queue.RealmBacklog;
import shop.identity.queue.RealmBacklogs;

/**
 * @param countedUpTo      where the numbers end: a number as large as this stands for that many, or more
 * @param oldestAgeSeconds of what is neither a dead letter nor held by one; null when there is nothing
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record BacklogRepresentation(long waiting, long delayed, long dead, int countedUpTo, Long oldestAgeSeconds) {

    static BacklogRepresentation of(RealmBacklog backlog) {
        Duration oldest = backlog.oldest();
        return new BacklogRepresentation(
                backlog.waiting(),
                backlog.delayed(),
                backlog.dead(),
                RealmBacklogs.MOST,
                oldest == null ? null : oldest.toSeconds());
    }
}
