package shop.identity.bench.segments;

import java.util.List;
import java.util.stream.IntStream;
import shop.identity.bench.Report;

/** Sweeps, each after what there is to find for it. */
final class SweepRounds {

    private final SegmentsApi api;
    private final Database database;
    private final Crowd crowd;
    private final Report report;

    SweepRounds(SegmentsApi api, Database database, Crowd crowd, Report report) {
        this.api = api;
        this.database = database;
        this.crowd = crowd;
        this.report = report;
    }

    /** Customers come whom no rule has seen, and are put where they belong. */
    Evaluation newcomers(String what, int from, int to) {
        crowd.fill(from, to);
        database.settle();
        Evaluation evaluation = told(what, api.evaluate());
        database.settle();
        return evaluation;
    }

    /** @return seconds of each round */
    List<Double> unchanged(String what, int rounds) {
        return IntStream.range(0, rounds)
                .mapToObj(round -> nothing(told(what, api.evaluate())).seconds())
                .toList();
    }

    /** @return seconds of all sweeps, each of them by one of the segments */
    double oneByOne(String what, List<String> segments) {
        return segments.stream()
                .mapToDouble(
                        segment -> nothing(told(what, api.evaluate(segment))).seconds())
                .sum();
    }

    /** Something is another about these customers; the tables are left as that leaves them. */
    Evaluation changed(String what, int from, int to) {
        crowd.change(from, to);
        Evaluation evaluation = told(what, api.evaluate());
        if (evaluation.moves() < (to - from + 1) * Crowd.AT_LEAST_MOVED) {
            throw new IllegalStateException("Some who should have moved did not: " + evaluation);
        }
        database.settle();
        return evaluation;
    }

    private Evaluation told(String what, Evaluation evaluation) {
        report.add(what, evaluation.customers() / evaluation.seconds());
        System.out.printf(
                "    %.1f s, %,d joins, %,d leaves%n", evaluation.seconds(), evaluation.joined(), evaluation.left());
        return evaluation;
    }

    private static Evaluation nothing(Evaluation evaluation) {
        if (evaluation.moves() > 0) {
            throw new IllegalStateException("Nothing had changed, and yet " + evaluation);
        }
        return evaluation;
    }
}
