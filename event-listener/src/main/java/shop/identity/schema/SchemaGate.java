package shop.identity.schema;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Collectors;
import shop.identity.outbox.OutboxMessage;
import shop.identity.queue.Delivery;
import shop.identity.queue.Sink;

/**
 * Stands before a sink and rejects what breaks the schema of its type: a mistake of ours reaches no consumer, and holds
 * back one customer until staff decide.
 */
public final class SchemaGate implements Sink<OutboxMessage> {

    private static final int MOST_BREACHES = 5;

    private final PayloadSchemas schemas;
    private final Sink<OutboxMessage> sink;

    public SchemaGate(PayloadSchemas schemas, Sink<OutboxMessage> sink) {
        this.schemas = schemas;
        this.sink = sink;
    }

    @Override
    public List<Delivery> deliver(List<OutboxMessage> messages) {
        List<OutboxMessage> sound = new ArrayList<>(messages.size());
        List<Delivery> judged = new ArrayList<>(messages.size());
        for (OutboxMessage message : messages) {
            List<String> breaches = breaches(message);
            if (breaches.isEmpty()) {
                sound.add(message);
            }
            judged.add(breaches.isEmpty() ? null : rejected(message, breaches));
        }
        return sound.isEmpty() ? judged : merge(judged, sink.deliver(sound));
    }

    /**
     * What was sound when it was written needs no second look, which would be half of the relay's work. A tombstone has no
     * payload, and no schema.
     */
    private List<String> breaches(OutboxMessage message) {
        return message.sound() || message.isTombstone()
                ? List.of()
                : schemas.breaches(message.dataSchema(), message.payload());
    }

    /** While the sink is away nothing is judged: the queue would take the rejection for an answer of the sink. */
    private static List<Delivery> merge(List<Delivery> judged, List<Delivery> delivered) {
        boolean away = delivered.stream().allMatch(one -> one.outcome() == Delivery.Outcome.UNAVAILABLE);
        Iterator<Delivery> next = delivered.iterator();
        return judged.stream()
                .map(rejected -> {
                    if (rejected == null) {
                        return next.next();
                    }
                    return away ? delivered.get(0) : rejected;
                })
                .toList();
    }

    private static Delivery rejected(OutboxMessage message, List<String> breaches) {
        return Delivery.rejected("the payload breaks its schema " + message.dataSchema() + ": "
                + breaches.stream().limit(MOST_BREACHES).collect(Collectors.joining(", ")));
    }

    @Override
    public void close() {
        sink.close();
    }
}
