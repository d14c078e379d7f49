package shop.identity.it.ground;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Whether two samples may come from one distribution: the two-sided p-value of the Mann–Whitney U test, by its normal
 * approximation with ties, good for samples of 20 and more.
 */
public final class MannWhitney {

    private record Value(double value, boolean first) {}

    private MannWhitney() {}

    public static double p(List<Double> first, List<Double> second) {
        List<Value> all = Stream.concat(
                        first.stream().map(value -> new Value(value, true)),
                        second.stream().map(value -> new Value(value, false)))
                .sorted(Comparator.comparingDouble(Value::value))
                .toList();
        double ranks = 0;
        double ties = 0;
        for (int from = 0; from < all.size(); ) {
            int to = from;
            while (to < all.size() && all.get(to).value() == all.get(from).value()) {
                to++;
            }
            double rank = (from + 1 + to) / 2.0;
            ranks += rank
                    * IntStream.range(from, to).filter(i -> all.get(i).first()).count();
            double size = to - from;
            ties += size * size * size - size;
            from = to;
        }
        double n1 = first.size();
        double n2 = second.size();
        double n = n1 + n2;
        double u = ranks - n1 * (n1 + 1) / 2;
        double deviation = Math.sqrt(n1 * n2 / 12 * (n + 1 - ties / (n * (n - 1))));
        double z = (Math.abs(u - n1 * n2 / 2) - 0.5) / deviation;
        return Math.min(1, 2 * (1 - normal(Math.max(z, 0))));
    }

    /**
     * How far apart two samples are, whatever their size: the share of pairs in which the first value is the larger one. A
     * half where both are alike, 0 or 1 where they do not overlap.
     */
    public static double superiority(List<Double> first, List<Double> second) {
        double larger = first.stream()
                .mapToDouble(one -> second.stream()
                        .mapToDouble(other -> one > other ? 1 : one.equals(other) ? 0.5 : 0)
                        .sum())
                .sum();
        return larger / first.size() / second.size();
    }

    /** The standard normal distribution function (Abramowitz and Stegun, 26.2.17). */
    private static double normal(double z) {
        double t = 1 / (1 + 0.2316419 * z);
        double tail = t * (0.319381530 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
        return 1 - Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI) * tail;
    }
}
