package shop.identity.queue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;

/**
 * Keeps the order per key: a round holds the next entry of every key, and the one after it comes only once that one is
 * delivered. So an entry is never on its way while an earlier one of its key may still fail, whatever the sink retries,
 * reorders or refuses.
 */
final class Rounds {

    private final Map<String, Queue<Ticket>> waiting = new LinkedHashMap<>();

    Rounds(Collection<Ticket> inOrder) {
        inOrder.forEach(ticket ->
                waiting.computeIfAbsent(ticket.key(), key -> new ArrayDeque<>()).add(ticket));
    }

    /** @return empty when nothing is left */
    List<Ticket> next() {
        List<Ticket> round = new ArrayList<>(waiting.size());
        waiting.values().removeIf(entries -> {
            Ticket first = entries.poll();
            if (first != null) {
                round.add(first);
            }
            return first == null;
        });
        return round;
    }

    /** What is left of this key waits for another claim. */
    void hold(String key) {
        waiting.remove(key);
    }
}
