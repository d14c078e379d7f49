package shop.identity.bench.segments;

/**
 * How much is run.
 *
 * @param customers in the end
 * @param rounds    of the sweep that finds nothing
 */
public record SegmentSizes(int customers, int rounds) {

    public static SegmentSizes whole() {
        return new SegmentSizes(1_000_000, 3);
    }

    public static SegmentSizes quick() {
        return new SegmentSizes(50_000, 2);
    }

    /** In the beginning. */
    int few() {
        return customers / 10;
    }

    int onePercent() {
        return customers / 100;
    }
}
