package shop.identity.outbox;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Past events in an order in which they can be told again: by time, and those of a customer's life by version. The two differ within a
 * transaction, whose events have one time, and where the clocks of two nodes do. Then an event takes its turn as early
 * as the earliest of those that must come after it.
 */
final class ReplayOrder {

    private record Turn(long millis, PastEvent event) {}

    private final List<Turn> turns = new ArrayList<>();

    ReplayOrder(Collection<PastEvent> events) {
        Map<String, List<PastEvent>> byCustomer = events.stream().collect(Collectors.groupingBy(PastEvent::customerId));
        byCustomer.values().stream()
                .flatMap(ofOneCustomer -> lives(ofOneCustomer).stream())
                .forEach(this::take);
        turns.sort(Comparator.comparingLong(Turn::millis)
                .thenComparing(turn -> turn.event().sequence())
                // A tombstone has the number of the event before it.
                .thenComparing(turn -> turn.event().id()));
    }

    /** An id that comes back after a customer's end is numbered from 1 again: by version alone, the lives would be mixed. */
    private static Collection<List<PastEvent>> lives(List<PastEvent> ofOneCustomer) {
        long firstEnd = ofOneCustomer.stream()
                .filter(PastEvent::end)
                .mapToLong(PastEvent::millis)
                .min()
                .orElse(Long.MAX_VALUE);
        NavigableSet<Long> returns = ofOneCustomer.stream()
                .filter(event -> event.sequence() == 1 && event.millis() > firstEnd)
                .map(PastEvent::millis)
                .collect(Collectors.toCollection(TreeSet::new));
        return ofOneCustomer.stream()
                .collect(Collectors.groupingBy(
                        event -> returns.headSet(event.millis(), true).size()))
                .values();
    }

    private void take(List<PastEvent> ofOneLife) {
        List<PastEvent> latestFirst = ofOneLife.stream()
                .sorted(Comparator.comparingLong(PastEvent::sequence).reversed())
                .toList();
        long earliest = Long.MAX_VALUE;
        for (PastEvent event : latestFirst) {
            earliest = Math.min(earliest, event.millis());
            turns.add(new Turn(earliest, event));
        }
    }

    /** @return the events whose turn it is from, inclusive, to, exclusive, in milliseconds since 1970 */
    List<PastEvent> between(long from, long to) {
        return turns.stream()
                .filter(turn -> turn.millis() >= from && turn.millis() < to)
                .map(Turn::event)
                .toList();
    }
}
