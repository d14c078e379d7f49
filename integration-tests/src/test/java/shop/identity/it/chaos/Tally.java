package shop.identity.it.chaos;

import java.util.List;
import java.util.Map;
import shop.identity.it.chaos.Operation.Outcome;

/**
 * The result of an {@link Audit}.
 *
 * @param happened   how many of the operations without a clear answer happened
 * @param records    records on the topic
 * @param events     different ones among them
 * @param late       records that came again after a later one of the same customer
 */
record Tally(
        Map<Outcome, Long> operations,
        long happened,
        int records,
        int events,
        long late,
        int customers,
        List<Finding> findings) {

    int duplicates() {
        return records - events;
    }

    long count(Finding.Kind kind) {
        return findings.stream().filter(finding -> finding.kind() == kind).count();
    }

    @Override
    public String toString() {
        return """
                operations    answered %d, refused %d, unknown %d (of these %d happened)
                topic         %d records, %d events, of %d customers
                lost          %d
                invented      %d
                out of order  %d
                duplicates    %d (%d of them late), changed %d
                """.formatted(
                        operations.getOrDefault(Outcome.DONE, 0L),
                        operations.getOrDefault(Outcome.REFUSED, 0L),
                        operations.getOrDefault(Outcome.UNKNOWN, 0L),
                        happened,
                        records,
                        events,
                        customers,
                        count(Finding.Kind.LOST),
                        count(Finding.Kind.INVENTED),
                        count(Finding.Kind.OUT_OF_ORDER),
                        duplicates(),
                        late,
                        count(Finding.Kind.CHANGED));
    }
}
