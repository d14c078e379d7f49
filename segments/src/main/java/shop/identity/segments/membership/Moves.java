package shop.identity.segments.membership;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import shop.identity.customer.CustomerFact;
import shop.identity.customer.CustomerSegment;
import shop.identity.segments.catalog.Segment;

/** Which segments one customer joined and left within one transaction, by their ids. */
public final class Moves {

    private final Set<String> joined = new TreeSet<>();
    private final Set<String> left = new TreeSet<>();

    /** What was left and is joined again was never left. */
    public void join(String segmentId) {
        if (!left.remove(segmentId)) {
            joined.add(segmentId);
        }
    }

    public void leave(String segmentId) {
        if (!joined.remove(segmentId)) {
            left.add(segmentId);
        }
    }

    /** What came later. */
    void add(Moves later) {
        later.joined.forEach(this::join);
        later.left.forEach(this::leave);
    }

    /** The other way round. */
    Moves turned() {
        Moves turned = new Moves();
        joined.forEach(turned::leave);
        left.forEach(turned::join);
        return turned;
    }

    public boolean isEmpty() {
        return joined.isEmpty() && left.isEmpty();
    }

    public int joins() {
        return joined.size();
    }

    public int leaves() {
        return left.size();
    }

    /** @param segments by id; of what is none by now nothing is told */
    public List<CustomerFact> facts(Map<String, Segment> segments) {
        List<CustomerFact> facts = new ArrayList<>();
        List<CustomerSegment> toldJoined = named(joined, segments);
        List<CustomerSegment> toldLeft = named(left, segments);
        if (!toldJoined.isEmpty()) {
            facts.add(new CustomerFact.SegmentJoined(toldJoined));
        }
        if (!toldLeft.isEmpty()) {
            facts.add(new CustomerFact.SegmentLeft(toldLeft));
        }
        return facts;
    }

    private static List<CustomerSegment> named(Set<String> ids, Map<String, Segment> segments) {
        Map<String, CustomerSegment> byName = new TreeMap<>();
        ids.stream()
                .filter(segments::containsKey)
                .map(segments::get)
                .forEach(segment -> byName.put(segment.name(), segment.told()));
        return List.copyOf(byName.values());
    }
}
